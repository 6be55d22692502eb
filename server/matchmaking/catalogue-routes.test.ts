import assert from "node:assert/strict";
import { hands } from "../testing/hands/game.ts";
import { HandsRoom } from "../testing/hands/room.ts";
import { quickPlay, settled } from "../testing/joined.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import type { PlayingNow } from "./playing-now.ts";

describe("GET /api/now", () => {
  let server: TestServer;
  const now = async () => (await (await fetch(`${server.url}/api/now`)).json()) as PlayingNow & { readonly stopping: boolean };

  before(async () => {
    server = await startTestServer([
      { game: hands, Room: HandsRoom },
      { game: { ...hands, id: "quiet", title: "Quiet" }, Room: HandsRoom },
    ]);
  });

  after(() => server.stop());

  it("says that nobody plays, game by game", async () => {
    const { players, matches, games, stopping } = await now();
    assert.deepEqual([players, matches, stopping], [0, 0, false]);
    assert.deepEqual(games, { hands: { players: 0, matches: 0 }, quiet: { players: 0, matches: 0 } });
  });

  it("counts people and their matches, private ones too, and no bots", async () => {
    const rooms = [
      await quickPlay(await server.guest(), "hands"),
      await settled(await (await server.guest()).client.create("hands", { private: true, fill: 2 })),
    ];
    const { games } = await until("both are counted", async () => {
      const said = await now();
      return said.players === 2 ? said : undefined;
    });
    assert.deepEqual(games.hands, { players: 2, matches: 2 });
    for (const room of rooms) await room.leave();
  });

  it("is asked for with GET alone", async () => {
    assert.equal((await fetch(`${server.url}/api/now`, { method: "POST" })).status, 405);
  });
});
