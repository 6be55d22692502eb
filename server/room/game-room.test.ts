import assert from "node:assert/strict";
import { hands } from "../testing/hands/game.ts";
import { HandsRoom } from "../testing/hands/room.ts";
import { type Joined, joinById, own, quickPlay, settled } from "../testing/joined.ts";
import { startTestServer, type TestPlayer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import { CloseCodes } from "./close-codes.ts";

/** Cuts the connection as a network does: no goodbye. */
function cut(server: TestServer, room: Joined): void {
  const client = server.room(room).clients.get(room.sessionId);
  assert.ok(client);
  (client.ref as unknown as { terminate(): void }).terminate();
}

const join = (who: TestPlayer, options?: object) => quickPlay(who, "hands", options);

describe("GameRoom", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer([{ game: hands, Room: HandsRoom }]);
  });
  after(() => server.stop());

  it("seats who joins under their player id, and a bot plays the other seat", async () => {
    const one = await server.guest("One");
    const room = await join(one);
    const entry = await until("seated", () => own(room, one));
    assert.equal(room.state.players.get(String(entry.seat)), entry);
    assert.deepEqual({ name: entry.name, connected: entry.connected, bot: entry.bot }, { name: "One", connected: true, bot: false });
    assert.ok([...room.state.players.values()].some((other) => other.bot && other.player === "" && other.connected));
    await room.leave();
  });

  it("refuses who has no token, and options that make no sense, with a sentence", async () => {
    const one = await server.guest();
    await assert.rejects(join({ ...one, client: Object.assign(server.device({ ...one, token: "x.y.z" }).client) }), /[Ss]ign in/);
    await assert.rejects(join(one, { speed: 9000 }), /no option "speed"/);
  });

  it("gives a dropped player the same seat back when the SDK reconnects", async () => {
    const one = await server.guest();
    const room = await join(one);
    const seat = (await until("seated", () => own(room, one))).seat;
    const back = new Promise<void>((resolve) => room.onReconnect(resolve));
    cut(server, room);
    await until("dropped on the server", () => server.room(room).state.players.get(String(seat))?.connected === false);
    await back;
    await until("back in the seat", () => own(room, one)?.connected && own(room, one)?.seat === seat);
    await room.leave();
  });

  it("lets a bot take over an absent seat and hands it back to the same player after a reload", async () => {
    const one = await server.guest();
    const first = await join(one);
    const seat = (await until("seated", () => own(first, one))).seat;
    first.reconnection.enabled = false;
    cut(server, first);
    const world = server.room(first).state;
    await until("the bot takes over", () => world.players.get(String(seat))?.bot);
    assert.equal(world.players.get(String(seat))?.player, one.player.id);
    const again = await join(server.device(one));
    assert.equal(again.roomId, first.roomId);
    const entry = await until("in control", () => (own(again, one)?.bot === false ? own(again, one) : undefined));
    assert.equal(entry.seat, seat);
    await again.leave();
  });

  it("lets the newest connection win, also in a full match, and closes the old one for good", async () => {
    const [one, two] = [await server.guest(), await server.guest()];
    const first = await join(one);
    const other = await joinById(two, first.roomId);
    const closed = new Promise<number>((resolve) => first.onLeave(resolve));
    const second = await joinById(server.device(one), first.roomId);
    assert.equal(await closed, CloseCodes.elsewhere);
    await until("still seated", () => own(second, one)?.connected);
    assert.equal(server.room(second).clients.length, 2);
    await Promise.all([second.leave(), other.leave()]);
  });

  it("hides a full match from quick play, refuses a stranger, and never locks its own players out", async () => {
    const [one, two, three] = [await server.guest(), await server.guest(), await server.guest()];
    const first = await join(one);
    const other = await joinById(two, first.roomId);
    await assert.rejects(joinById(three, first.roomId));
    const elsewhere = await join(three);
    assert.notEqual(elsewhere.roomId, first.roomId);
    assert.equal(server.room(first).locked, false);
    await Promise.all([first.leave(), other.leave(), elsewhere.leave()]);
  });

  it("takes quick play to a match of the kind that was asked for, and never to a private one", async () => {
    const [one, two, three] = [await server.guest(), await server.guest(), await server.guest()];
    const easy = await join(one, { level: "easy" });
    const hard = await join(two, { level: "hard" });
    assert.notEqual(hard.roomId, easy.roomId);
    const own = await join(three, { level: "easy", private: true });
    assert.notEqual(own.roomId, easy.roomId);
    assert.notEqual(own.state.code, "");
    const any = await join(server.device(await server.guest()));
    assert.ok([easy.roomId, hard.roomId].includes(any.roomId));
    await Promise.all([easy, hard, own, any].map((room) => room.leave()));
  });

  it("gives a private match a five-letter code that leads to it, and shows it to nobody else", async () => {
    const [one, two] = [await server.guest(), await server.guest()];
    const room = await settled(await one.client.create("hands", { private: true }));
    assert.match(room.state.code, /^[A-Z]{5}$/);
    assert.deepEqual(await server.services.invites.find(room.state.code as never), { game: "hands", roomId: room.roomId });
    const stranger = await join(two);
    assert.notEqual(stranger.roomId, room.roomId);
    const invited = await joinById(server.device(await server.guest()), room.roomId);
    await Promise.all([room.leave(), stranger.leave(), invited.leave()]);
    await until("the code is free", async () => (await server.services.invites.find(room.state.code as never)) === undefined);
  });

  it("turns the seat of a leaver into a bot of its own and forgets that it was held", async () => {
    const [one, two] = [await server.guest(), await server.guest()];
    const room = await join(one);
    const other = await joinById(two, room.roomId);
    const seat = (await until("seated", () => own(room, one))).seat;
    await until("the seat is held", () => server.services.heldSeats.of(one.player.id));
    assert.deepEqual(await room.request("seat.leave"), { ok: true });
    await until("a bot of its own", () => other.state.players.get(String(seat))?.player === "" && other.state.players.get(String(seat))?.bot);
    assert.equal(await server.services.heldSeats.of(one.player.id), undefined);
    await other.leave();
  });

  it("shows a player no card of the other's hand", async () => {
    const [one, two] = [await server.guest(), await server.guest()];
    const first = await join(one);
    const second = await joinById(two, first.roomId);
    const held = (room: Joined, who: TestPlayer) => (own(room, who) as { hand?: unknown[] } | undefined)?.hand?.length ?? 0;
    await until("both hold cards", () => held(first, one) > 0 && held(second, two) > 0);
    assert.equal(held(first, two), 0);
    assert.equal(held(second, one), 0);
    await Promise.all([first.leave(), second.leave()]);
  });
});
