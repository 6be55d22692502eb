import assert from "node:assert/strict";
import { hands } from "../testing/hands/game.ts";
import { HandsRoom } from "../testing/hands/room.ts";
import { joinById, own, quickPlay } from "../testing/joined.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";

/** More than the lost connections of one player could fill in a room of two seats. */
const RELOADS = 24;

describe("a page that is loaded again and again", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer([{ game: hands, Room: HandsRoom }]);
  });
  after(() => server.stop());

  it("finds its seat each time, although no connection that it lost was ever closed properly", async () => {
    const one = await server.guest("One");
    let room = await quickPlay(one, "hands");
    const seat = own(room, one)?.seat;
    const { roomId } = room;
    for (let reload = 0; reload < RELOADS; reload++) {
      const lost = room;
      lost.reconnection.enabled = false;
      const onServer = server.room(room).clients.get(room.sessionId);
      assert.ok(onServer);
      (onServer.ref as unknown as { terminate(): void }).terminate();
      await until("the server has noticed", () => server.room(room).clients.length === 0);
      room = await joinById(one, roomId);
      assert.equal(own(room, one)?.seat, seat, `reload ${reload}`);
    }
    await room.leave();
  });
});
