import assert from "node:assert/strict";
import { Protocol, ProtocolModifier, Room } from "@colyseus/core";
import { hands } from "../testing/hands/game.ts";
import { HandsRoom } from "../testing/hands/room.ts";
import { quickPlay } from "../testing/joined.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import { hearBroadcasts, schemaBytes } from "./colyseus-internals.ts";

/** What GameRoom stands on beyond Colyseus' public surface: a new version that changes it fails here first. */
describe("the internals of Colyseus that rooms use", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer([{ game: hands, Room: HandsRoom }]);
  });
  after(() => server.stop());

  it("_onMessage, sendFullState and _reserveSeat are methods that an instance can shadow", () => {
    const prototype = Room.prototype as unknown as Record<string, unknown>;
    assert.equal(typeof prototype._onMessage, "function");
    assert.equal(typeof prototype.sendFullState, "function");
    assert.equal(typeof prototype._reserveSeat, "function");
  });

  it("every frame of a client goes through the room's own _onMessage, its first state through sendFullState, and every reservation through its _reserveSeat", async () => {
    const room = await quickPlay(await server.guest(), "hands");
    const inner = server.room(room) as unknown as Record<string, unknown>;
    assert.ok(Object.hasOwn(inner, "_onMessage") && Object.hasOwn(inner, "sendFullState") && Object.hasOwn(inner, "_reserveSeat"));
    assert.equal(server.room(room).clients.length, 1);
    await room.leave();
  });

  it("a reservation is in _reservedSeats until its socket has joined", async () => {
    const room = await quickPlay(await server.guest(), "hands");
    const reserved = (server.room(room) as unknown as { _reservedSeats: Record<string, unknown> })._reservedSeats;
    assert.equal(reserved[room.sessionId], undefined);
    await room.leave();
  });

  it("what a room tells everybody goes through its own broadcastMessageType, whichever way it is said", async () => {
    const room = await quickPlay(await server.guest(), "hands");
    const inner = server.room(room);
    const heard: unknown[] = [];
    hearBroadcasts(inner, (bytes) => heard.push(Buffer.from(bytes).includes("news")));
    const got: unknown[] = [];
    room.onMessage("news", (message: unknown) => got.push(message));
    inner.broadcast("news", { text: "hello" });
    inner.broadcastBytes("news", Uint8Array.of(1, 2), {});
    await until("both arrive", () => got.length === 2);
    assert.deepEqual(heard, [true, true]);
    await room.leave();
  });

  it("a frame's own bytes come after the protocol byte, and after time and acknowledged input where it has them", () => {
    assert.deepEqual([...schemaBytes(Uint8Array.of(Protocol.ROOM_STATE_PATCH, 1, 2))], [1, 2]);
    assert.deepEqual([...schemaBytes(Uint8Array.of(Protocol.ROOM_STATE_PATCH | ProtocolModifier.TIMED, 9, 9, 9, 9, 8, 8, 8, 8, 1, 2))], [1, 2]);
  });

  it("clients learn the tick rate and the patch interval from the handshake", async () => {
    const room = await quickPlay(await server.guest(), "hands");
    const input = room.input<{ card: number }>();
    assert.equal(input.tickRate, hands.tickHz);
    assert.equal(input.patchRate, 1000 / hands.patchHz);
    await room.leave();
  });
});
