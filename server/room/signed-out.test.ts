import assert from "node:assert/strict";
import { once } from "node:events";
import { CloseCode } from "@colyseus/core";
import { WebSocket } from "ws";
import { hands } from "../testing/hands/game.ts";
import { HandsRoom } from "../testing/hands/room.ts";
import { type Joined, joinById, own, quickPlay } from "../testing/joined.ts";
import { startTestServer, type TestPlayer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import { CloseCodes } from "./close-codes.ts";

const PASSWORD = "correct horse battery";

describe("a device that is signed out while it plays", function () {
  this.timeout(30_000);
  let server: TestServer;
  let count = 0;
  before(async () => {
    server = await startTestServer([{ game: hands, Room: HandsRoom }]);
  });
  after(() => server.stop());

  /** One player on two devices, the first of them in a match. */
  async function twoDevices() {
    const { accounts, identity } = server.services;
    const name = `Plays ${"abcdefgh".charAt(count++)}`;
    const issued = await accounts.register({ name, password: PASSWORD, device: "phone" }, undefined);
    const phone = server.device({ ...(await server.guest()), ...issued });
    const desk = server.device({ ...phone, ...(await accounts.login({ name, password: PASSWORD, device: "desk", address: "" })) });
    const room = await quickPlay(phone, "hands");
    room.reconnection.enabled = false;
    const closed = new Promise<number>((resolve) => room.onLeave((code) => resolve(code)));
    const sessionOf = async ({ token }: TestPlayer) => (await identity.signedIn(token)) ?? assert.fail("nobody");
    return { phone, desk, room, closed, onPhone: await sessionOf(phone), onDesk: await sessionOf(desk) };
  }
  const cut = (room: Joined) => (server.room(room).clients.get(room.sessionId)?.ref as unknown as { terminate(): void } | undefined)?.terminate();

  it("loses its connection at once; the seat stays the player's, for another device", async () => {
    const { phone, desk, room, closed, onPhone } = await twoDevices();
    const seat = own(room, phone)?.seat;
    await server.services.identity.revoke(phone.player.id, onPhone.session);
    assert.equal(await closed, CloseCodes.signedOut);
    const back = await joinById(desk, room.roomId);
    assert.deepEqual([own(back, desk)?.seat, own(back, desk)?.connected], [seat, true]);
    await back.leave();
  });

  it("does so for a new password, and the device that changed it plays on", async () => {
    const { room, desk, closed, onDesk } = await twoDevices();
    const other = await quickPlay(await server.guest(), "hands");
    await server.services.passwords.change(onDesk, PASSWORD, "nine slow horses", "");
    assert.equal(await closed, CloseCodes.signedOut);
    assert.equal(other.connection.isOpen, true, "nobody else notices");
    const back = await joinById(desk, room.roomId);
    await back.leave();
    await other.leave();
  });

  it("cannot come back with the token of a lost connection", async () => {
    const { phone, room, onPhone } = await twoDevices();
    const { reconnectionToken } = room;
    cut(room);
    await until("the connection is lost", () => server.room(room).clients.length === 0 || undefined);
    await server.services.identity.revoke(phone.player.id, onPhone.session);
    const [id, token] = reconnectionToken.split(":");
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/x/${id}?sessionId=${room.sessionId}&reconnectionToken=${token}`);
    const [code] = (await once(socket, "close")) as [number];
    assert.equal(code, CloseCode.FAILED_TO_RECONNECT);
    assert.equal(server.room(room).clients.length, 0);
  });

  it("is not let in where it reserved before and comes after", async () => {
    const { phone, onPhone, room, closed } = await twoDevices();
    const reply = await fetch(`${server.url}/matchmake/joinById/${room.roomId}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${phone.token}` },
      body: "{}",
    });
    const { processId, sessionId } = (await reply.json()) as { processId: string; sessionId: string };
    await server.services.identity.revoke(phone.player.id, onPhone.session);
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/${processId}/${room.roomId}?sessionId=${sessionId}`);
    await once(socket, "close");
    assert.equal(await closed, CloseCodes.signedOut);
    assert.equal(server.room(room).clients.length, 0);
  });

  it("gives the seat up where the account is deleted, and its name leaves the match", async () => {
    const { phone, closed, onPhone } = await twoDevices();
    const other = await quickPlay(await server.guest("Stays"), "hands");
    const seat = (await until("both are seated", () => own(other, phone))).seat;
    await server.services.accounts.remove(onPhone, PASSWORD, "");
    assert.equal(await closed, CloseCodes.signedOut);
    const entry = await until("a bot has the seat", () => {
      const entry = other.state.players.get(String(seat));
      return entry?.player === "" ? entry : undefined;
    });
    assert.deepEqual([entry.bot, entry.name === phone.player.name], [true, false]);
    assert.equal(await server.services.heldSeats.of(phone.player.id), undefined);
    await other.leave();
  });
});
