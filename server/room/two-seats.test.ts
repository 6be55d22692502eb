import assert from "node:assert/strict";
import { hands } from "../testing/hands/game.ts";
import { HandsRoom } from "../testing/hands/room.ts";
import { quickPlay, settled } from "../testing/joined.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";

describe("a player with seats in two matches", function () {
  this.timeout(30_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer([{ game: hands, Room: HandsRoom }]);
  });
  after(() => server.stop());

  it("is wanted back in the newer one, and in the older one once they have left the newer", async () => {
    const one = await server.guest();
    const first = await quickPlay(one, "hands");
    const other = await settled(await (await server.guest()).client.joinById(first.roomId));
    first.reconnection.enabled = false;
    (server.room(first).clients.get(first.sessionId) as unknown as { ref: { terminate(): void } }).ref.terminate();
    const wanted = async () => (await server.services.heldSeats.of(one.player.id))?.roomId;
    const second = await settled(await server.device(one).client.create("hands", { private: true }));
    await until("the newer seat is held", async () => (await wanted()) === second.roomId);
    await second.leave();
    await until("the older seat is held again", async () => (await wanted()) === first.roomId);
    const back = await quickPlay(server.device(one), "hands");
    assert.equal(back.roomId, first.roomId);
    for (const room of [back, other]) await room.leave();
    await until("no seat is held", async () => (await wanted()) === undefined);
  });
});
