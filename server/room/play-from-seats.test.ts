import assert from "node:assert/strict";
import { arena } from "../../rooms/arena/game.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";
import { HOSTED } from "../app.ts";
import { replayCommand } from "../commands/replay.ts";
import type { MatchId } from "../ids.ts";
import { type Joined, joinById, own, settled } from "../testing/joined.ts";
import { playedMatch } from "../testing/played-match.ts";
import { startTestServer, type TestPlayer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import { verifyRecord } from "../verification/verify-record.ts";

/** What is left of the match that is gone on from: it ends in real time. */
const LEFT_TICKS = 45;

describe("a match that goes on from another, over real sockets", function () {
  this.timeout(60_000);
  let server: TestServer;
  let ada: TestPlayer;
  let ben: TestPlayer;
  let from: { readonly match: string; readonly tick: number };
  before(async () => {
    server = await startTestServer(HOSTED);
    [ada, ben] = [await server.guest("Ada"), await server.guest("Ben")];
    const { id, lastTick } = await playedMatch(server, { fill: 4, minutes: 1, scoreLimit: 60 }, [ada, ben]);
    from = { match: id, tick: lastTick - LEFT_TICKS };
  });
  after(() => server.stop());

  const begin = async (tick = from.tick): Promise<Joined> => settled(await ada.client.create("arena", { private: true, from: { ...from, tick } }));
  const verified = async (id: string) =>
    until(`the record of ${id} is closed`, async () => {
      const bytes = await server.services.journal.readRecord(id as MatchId);
      const { verdict, text } = verifyRecord(bytes ?? new Uint8Array(), { gameById: () => arena as AnyGame, build: server.services.build });
      assert.ok(verdict === "verified" || verdict === "cut" || verdict === "damaged", text);
      return verdict === "verified";
    });

  it("keeps a seat for who reloads the page, plays on another device, loses the line or leaves and comes back", async () => {
    const room = await begin(LEFT_TICKS);
    const other = await joinById(ben, room.roomId);
    const { matchId } = room.state;
    const seat = own(room, ada)?.seat;
    const player = () => other.state.players.get(String(seat));
    room.reconnection.enabled = false;
    room.connection.close();
    await until("the others see that she is away", () => player()?.connected === false);
    const again = await joinById(ada, room.roomId);
    assert.equal(own(again, ada)?.seat, seat);
    const device = await joinById(server.device(ada), room.roomId);
    assert.equal(own(device, ada)?.seat, seat);
    await until("she plays", () => player()?.connected);
    await device.leave();
    await until("she is gone", () => player()?.player !== ada.player.id || player()?.connected === false);
    const back = await joinById(ada, room.roomId);
    await until("she has a seat again", () => own(back, ada)?.connected);
    await Promise.all([back.leave(), other.leave()]);
    await verified(matchId);
  });

  it("is played again from the beginning where those who play want to; both verify", async () => {
    const room = await begin();
    const other = await joinById(ben, room.roomId);
    const { matchId } = room.state;
    await until("it is over", () => room.state.phase === "finished");
    for (const one of [room, other]) await one.request("rematch.vote", {});
    await until("the next one is played", () => room.state.matchId !== matchId && room.state.phase === "playing" && room.state.tick > 30);
    const next = room.state.matchId;
    assert.ok(room.state.tick < from.tick, `begins at its own first tick, now ${room.state.tick}`);
    assert.deepEqual([own(room, ada)?.player, own(other, ben)?.player], [ada.player.id, ben.player.id]);
    await Promise.all([room.leave(), other.leave()]);
    await verified(matchId);
    await verified(next);
    // Both are private: who played them may check them from anywhere.
    const ask = (...more: string[]) => replayCommand(["verify", next, "--from", server.url, ...more]);
    const checked = await until("the server gives its journal", async () => {
      const answer = await ask("--token", ada.token);
      return answer.code === 0 && !answer.text.includes("without") ? answer : undefined;
    });
    assert.match(checked.text, /^verified: arena .* states of the broadcast$/);
    const cleo = await server.guest("Cleo");
    for (const more of [[], ["--token", cleo.token]]) assert.match((await ask(...more)).text, /the server answers 404: /);
  });
});
