import type { MatchId } from "../ids.ts";
import { ManualClient } from "./manual-client.ts";
import { ManualRoom } from "./manual-room.ts";
import type { TestPlayer, TestServer } from "./test-server.ts";
import { until } from "./until.ts";

/** A whole match of Arena on a manual clock, of bots and `people`, who sit there and do nothing; its last tick too. */
export async function playedMatch(
  server: TestServer,
  options: object,
  people: readonly TestPlayer[],
): Promise<{ readonly id: MatchId; readonly lastTick: number }> {
  const room = new ManualRoom((await server.colyseus.createRoom("arena", options)) as never);
  for (const person of people) await ManualClient.join(room, person);
  for (let turn = 0; turn < 4000 && room.room.state.phase !== "finished"; turn++) await room.pass();
  const { tick: lastTick } = room.room.state;
  const id = room.room.state.matchId as MatchId;
  await room.room.disconnect();
  await until("the match is over", async () => (await server.services.history.find(id))?.counts);
  return { id, lastTick };
}
