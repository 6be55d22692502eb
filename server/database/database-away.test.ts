import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { hands } from "../testing/hands/game.ts";
import { HandsRoom } from "../testing/hands/room.ts";
import { startPostgres, type TestPostgres } from "../testing/postgres.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { isAway } from "./database-away.ts";

describe("routes that need the database, while it is away", function () {
  this.timeout(60_000);
  let postgres: TestPostgres;
  let server: TestServer;
  before(async () => {
    postgres = await startPostgres();
    server = await startTestServer([{ game: hands, Room: HandsRoom }], { DATABASE_URL: await postgres.createDatabase() });
  });
  after(async () => {
    await server.stop();
    await postgres.kill();
  });

  it("say so with 503 and when to come back; who comes as a guest plays all the same", async () => {
    const { token, player } = await server.guest();
    await postgres.kill();
    const paths = [
      "matches",
      `players/${player.id}`,
      `players/${player.id}/matches`,
      `players/${player.id}/ratings`,
      "leaderboards/hands-duel-rating",
    ];
    for (const path of [...paths, "me/sessions", "me/export"]) {
      const reply = await fetch(`${server.url}/api/${path}`, { headers: { authorization: `Bearer ${token}` } });
      const { error } = (await reply.json()) as { error: { code: string } };
      assert.deepEqual([reply.status, error.code, reply.headers.get("retry-after")], [503, "server/database", "5"], path);
    }
    for (const path of ["me", "games", "now", "matches?state=live"]) {
      const reply = await fetch(`${server.url}/api/${path}`, { headers: { authorization: `Bearer ${token}` } });
      assert.equal(reply.status, 200, path);
    }
    assert.equal((await fetch(`${server.url}/api/guest`, { method: "POST" })).status, 200);
    await postgres.start();
  });

  it("do not take a file that is missing, or a fault of ours, for it", async () => {
    const missing = await readFile("/no/such/file").catch((error: unknown) => error);
    assert.deepEqual([isAway(missing), isAway(new TypeError("x is not a function")), isAway("away")], [false, false, false]);
  });
});
