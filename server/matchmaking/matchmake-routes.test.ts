import assert from "node:assert/strict";
import { Room, type Client as Seated } from "@colyseus/core";
import { Client } from "@colyseus/sdk";
import { AppError } from "../errors.ts";
import { newMatchId } from "../ids.ts";
import { hands } from "../testing/hands/game.ts";
import { HandsRoom } from "../testing/hands/room.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

/** A room whose creation or admission fails in ways that nobody outside may read about. */
class LeakyRoom extends Room {
  static override onAuth = async (_token: string, options: { authFails?: boolean }) => {
    if (options.authFails) throw new TypeError("password=hunter2");
    return true;
  };
  override async onCreate(): Promise<void> {
    throw Object.assign(new Error("postgres://root:pw@db refuses the connection: ECONNREFUSED"), { code: 1 });
  }
}

/** A room that lets people reserve and then fails to seat them. */
class UnwelcomingRoom extends Room {
  static override onAuth = async () => true;
  override onJoin(_client: Seated, options: { known?: boolean }): void {
    throw options.known ? new AppError("match/full", "No chair is free.") : new Error("postgres://root:pw@db is down");
  }
}

const hosted = [
  { game: hands, Room: HandsRoom },
  { game: { ...hands, id: "leaky" }, Room: LeakyRoom },
  { game: { ...hands, id: "unwelcoming" }, Room: UnwelcomingRoom },
];

describe("POST /matchmake", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer(hosted);
  });
  after(() => server.stop());

  const ask = async (path: string, token: string | undefined, options: object = {}) => {
    const response = await fetch(`${server.url}/matchmake/${path}`, {
      method: "POST",
      body: JSON.stringify(options),
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    });
    const body = (await response.json()) as { error?: { code: string; message: string }; message?: string; roomId?: string; sessionId?: string };
    return { status: response.status, body, code: body.error?.code };
  };

  it("takes nobody without a token of ours", async () => {
    for (const token of [undefined, "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJwXzEifQ."]) {
      for (const path of ["joinOrCreate/hands", "create/hands", "join/hands", "joinById/aaaaaaaaa", "reconnect/aaaaaaaaa"]) {
        const { status, code } = await ask(path, token, { reconnectionToken: "x" });
        assert.deepEqual([status, code], [401, "identity/token"], path);
      }
    }
  });

  it("[C32] knows its own methods and games alone", async () => {
    const { token } = await server.guest();
    for (const method of ["constructor", "__proto__", "toString", "remoteRoomCall", "disconnectAll"])
      assert.equal((await ask(`${method}/hands`, token)).status, 404, method);
    for (const game of ["__proto__", "constructor", "nothing", "hands%2F..", "%00"])
      assert.equal((await ask(`create/${game}`, token)).code, "match/unknown", game);
  });

  it("says match/unknown for a room that is not there, or an id that is none", async () => {
    const { token } = await server.guest();
    for (const id of ["aaaaaaaaa", "constructor", "__proto__", "a".repeat(65), "a%2e"]) {
      const { status, code } = await ask(`joinById/${id}`, token);
      assert.deepEqual([status, code], [404, "match/unknown"], id);
    }
    assert.equal((await ask("join/hands", token)).code, "match/unknown");
    assert.equal((await ask("reconnect/aaaaaaaaa", token, { reconnectionToken: "x" })).code, "match/unknown");
  });

  it("shows a stock client a sentence", async () => {
    const { client } = await server.guest();
    await assert.rejects(client.joinById("aaaaaaaaa"), { code: 404, message: "There is no such match: it may be over." });
    await assert.rejects(client.create("hands", { fill: 99 }), { code: 400, message: /"fill" must be a whole number/ });
    await assert.rejects(new Client(server.url).joinOrCreate("hands"), { code: 401, message: /Sign in first/ });
  });

  it("[C31] gives rooms options that inherit nothing", async () => {
    const { token } = await server.guest();
    const { status, code } = await ask("create/hands", token, JSON.parse('{"__proto__":{"private":true}}'));
    assert.deepEqual([status, code], [400, "request/malformed"]);
  });

  it("[C38] tells nobody the text of an exception, only an id", async () => {
    const { token } = await server.guest();
    for (const options of [{}, { authFails: true }]) {
      const { status, code, body } = await ask("create/leaky", token, options);
      assert.deepEqual([status, code], [500, "server/fault"]);
      assert.match(body.error?.message ?? "", /report it with this id: f_[\w-]{8}\.$/);
      assert.doesNotMatch(JSON.stringify(body), /postgres|hunter2|ECONNREFUSED|TypeError/);
    }
  });

  it("[C38] tells a socket no more than that", async () => {
    const { client } = await server.guest();
    await assert.rejects(client.joinOrCreate("unwelcoming"), { code: 500, message: /report it with this id: f_[\w-]{8}\.$/ });
    await assert.rejects(client.joinOrCreate("unwelcoming", { known: true }), { code: 409, message: "No chair is free." });
  });

  it("returns a player to the seat they hold, whatever room quick play would choose, and makes another on request", async () => {
    const me = await server.guest();
    const mine = await me.client.joinOrCreate("hands", { fill: 0 });
    const again = await ask("joinOrCreate/hands", me.token);
    assert.equal(again.body.roomId, mine.roomId);
    const apart = await ask("joinOrCreate/hands", me.token, { private: true });
    assert.notEqual(apart.body.roomId, mine.roomId);
    await mine.leave();
  });

  it("forgets a held seat whose room is gone", async () => {
    const { token, player } = await server.guest();
    await server.services.heldSeats.hold(player.id, { id: newMatchId(), game: "hands", roomId: "goneaaaaa" });
    const { status } = await ask("joinOrCreate/hands", token);
    assert.equal(status, 200);
    assert.notEqual((await server.services.heldSeats.of(player.id))?.roomId, "goneaaaaa");
  });

  it("reconnects as stock does, and refuses a token that is not the seat's", async () => {
    const me = await server.guest();
    const room = await me.client.create("hands", { fill: 2 });
    const refused = await ask(`reconnect/${room.roomId}`, me.token, { reconnectionToken: "nonsense" });
    assert.deepEqual([refused.status, refused.code], [410, "match/over"]);
    const back = await server.device(me).client.reconnect(room.reconnectionToken);
    assert.deepEqual([back.roomId, back.sessionId], [room.roomId, room.sessionId]);
    await back.leave();
  });

  it("seats all who come at once, in as few matches as hold them, though no socket is there yet", async () => {
    const guests = await Promise.all(Array.from({ length: 40 }, () => server.guest()));
    const began = performance.now();
    const answers = await Promise.all(guests.map(({ token }) => ask("joinOrCreate/hands", token, { fill: 1 })));
    assert.ok(performance.now() - began < 2000);
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    const rooms = new Map<string, number>();
    for (const { body } of answers) rooms.set(body.roomId ?? "", (rooms.get(body.roomId ?? "") ?? 0) + 1);
    assert.deepEqual([rooms.size, Math.max(...rooms.values())], [20, 2]);
  });

  it("refuses a stranger who asks for a room whose seats are all taken", async () => {
    const room = await (await server.guest()).client.create("hands", { fill: 0 });
    const other = await (await server.guest()).client.joinById(room.roomId);
    const { status, code } = await ask(`joinById/${room.roomId}`, (await server.guest()).token);
    assert.deepEqual([status, code], [409, "match/full"]);
    await Promise.all([room.leave(), other.leave()]);
  });

  it("[C18] limits how fast one address makes rooms, and says when to come back", async () => {
    const { token } = await server.guest();
    const statuses = new Map<number, number>();
    for (let i = 0; i < 130; i++) {
      const { status } = await ask("create/leaky", token);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    assert.ok((statuses.get(429) ?? 0) > 10, JSON.stringify([...statuses]));
    const refused = await fetch(`${server.url}/matchmake/create/leaky`, { method: "POST", headers: { authorization: `Bearer ${token}` } });
    assert.equal(refused.status, 429);
    assert.match(refused.headers.get("retry-after") ?? "", /^[1-9]\d*$/);
    assert.equal((await ask("joinById/aaaaaaaaa", token)).status, 404, "joining goes on");
  });
});
