import assert from "node:assert/strict";
import { once } from "node:events";
import { WebSocket } from "ws";
import { hands } from "../testing/hands/game.ts";
import { HandsRoom } from "../testing/hands/room.ts";
import { quickPlay } from "../testing/joined.ts";
import { startTestServer, type TestPlayer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import { CloseCodes } from "./close-codes.ts";

interface Reserved {
  readonly roomId: string;
  readonly processId: string;
  readonly sessionId: string;
}

/** Joins as no stock client does: half-way, or over and over. */
describe("joins that go wrong", function () {
  this.timeout(30_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer([{ game: hands, Room: HandsRoom }]);
  });
  after(() => server.stop());

  async function reserve(who: TestPlayer, target = "joinOrCreate/hands"): Promise<Reserved | undefined> {
    const reply = await fetch(`${server.url}/matchmake/${target}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${who.token}` },
      body: "{}",
    });
    return reply.ok ? ((await reply.json()) as Reserved) : undefined;
  }

  async function open({ processId, roomId, sessionId }: Reserved): Promise<WebSocket> {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/${processId}/${roomId}?sessionId=${sessionId}`);
    await once(socket, "message");
    return socket;
  }

  it("a connection that is lost before it has joined leaves nothing behind that a leave trips over", async () => {
    const one = await server.guest();
    for (let i = 0; i < 3; i++) {
      const reserved = await reserve(one);
      assert.ok(reserved);
      (await open(reserved)).terminate();
    }
    const room = await quickPlay(one, "hands");
    await until("the seat is held", () => server.services.heldSeats.of(one.player.id));
    await room.leave();
    await until("the seat is given up", async () => (await server.services.heldSeats.of(one.player.id)) === undefined);
  });

  it("who never acknowledges the join is cut off", async () => {
    const reserved = await reserve(await server.guest());
    assert.ok(reserved);
    const socket = await open(reserved);
    const [code] = (await once(socket, "close")) as [number];
    assert.equal(code, CloseCodes.refused);
  });

  it("one player's reservations never take the place of another's, however many are made", async () => {
    const [one, two] = [await server.guest(), await server.guest()];
    const room = await quickPlay(one, "hands");
    let refused = 0;
    for (let i = 0; i < 40; i++) {
      const reserved = await reserve(two, `joinById/${room.roomId}`);
      if (!reserved) refused++;
      else if (i % 4 === 0) await open(reserved);
    }
    assert.ok(refused > 20, `${refused} of 40 refused`);
    const again = await reserve(server.device(one), `joinById/${room.roomId}`);
    assert.equal(again?.roomId, room.roomId, "the owner of a seat returns");
    await room.leave();
  });

  it("a match that was reserved and never entered does not run, and leaves no record", async () => {
    const reserved = await reserve(await server.guest(), "create/hands");
    assert.ok(reserved);
    const room = server.room(reserved as never);
    await until("its time would have come", () => room.clock.elapsedTime > 1000);
    assert.equal(room.state.tick, 0);
    assert.equal(await server.services.journal.readRecord(room.state.matchId as never), undefined);
  });
});
