import assert from "node:assert/strict";
import { Client } from "@colyseus/sdk";
import { arena } from "../../rooms/arena/game.ts";
import { ArenaRoom } from "../../rooms/arena/room.ts";
import { quickPlay } from "../../server/testing/joined.ts";
import { startTestServer, type TestServer } from "../../server/testing/test-server.ts";
import { until } from "../../server/testing/until.ts";
import { codedFetch } from "./coded-fetch.ts";
import { readJoinError } from "./join-error.ts";

describe("a join that the server refuses", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer([{ game: arena, Room: ArenaRoom }]);
  });
  after(() => server.stop());

  it("says why by the server's own code and sentence, where others have the same status", async () => {
    const guest = await server.guest();
    const room = await quickPlay(guest, "arena");
    const { id } = await until("the match is live", () => server.services.matches.live()[0]);
    const client = new Client(server.url, { fetchFn: codedFetch });
    client.auth.token = guest.token;
    const refused = await client.create("arena", { private: true, from: { match: id, tick: 1 } }).catch((error: unknown) => error);
    const { code, message } = readJoinError(refused);
    assert.equal(code, "match/live");
    assert.match(message, /still played/);
    await room.leave();
  });

  it("is one of a server that is away where nobody answers", async () => {
    const client = new Client("http://127.0.0.1:9", { fetchFn: codedFetch });
    const refused = await client.create("arena").catch((error: unknown) => error);
    assert.equal(readJoinError(refused).code, "away");
  });
});
