import { hands } from "../testing/hands/game.ts";
import { HandsRoom } from "../testing/hands/room.ts";
import { quickPlay } from "../testing/joined.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";

describe("watching a match", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer([{ game: hands, Room: HandsRoom }]);
  });
  after(() => server.stop());

  it("shows a stock client the state that a player has", async () => {
    const player = await quickPlay(await server.guest(), "hands", { fill: 2 });
    await until("the match runs", () => player.state.phase === "playing");
    const watcher = await (await server.guest()).client.joinOrCreate<{ tick: number; phase: string }>("spectate", { matchId: player.state.matchId });
    await until("it sees ticks", () => watcher.state?.tick > 10);
    console.log(watcher.state.toJSON());
    await watcher.leave();
    await player.leave();
  });
});
