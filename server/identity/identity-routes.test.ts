import assert from "node:assert/strict";
import { hands } from "../testing/hands/game.ts";
import { HandsRoom } from "../testing/hands/room.ts";
import { settled } from "../testing/joined.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";

interface Reply {
  readonly token: string;
  readonly player: { readonly id: string; readonly name: string };
  readonly match: object | null;
  readonly error?: { readonly code: string; readonly message: string };
}

describe("the routes of a guest", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer([{ game: hands, Room: HandsRoom }]);
  });
  after(() => server.stop());

  const call = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${server.url}${path}`, init);
    return { status: response.status, body: (await response.json()) as Reply };
  };
  const guest = (body?: unknown) =>
    call("/api/guest", {
      method: "POST",
      ...(body !== undefined && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  const me = (token: string) => call("/api/me", { headers: { authorization: `Bearer ${token}` } });

  it("signs a guest in under the name they give, and knows them again", async () => {
    const { status, body } = await guest({ name: "  Zoë " });
    assert.equal(status, 200);
    const { token, player } = body;
    assert.deepEqual(player, { id: player.id, name: "Zoë", guest: true });
    assert.match(player.id, /^p_[\w-]{16}$/);
    assert.deepEqual((await me(token)).body, { player, match: null });
  });

  it("makes up a name for those who give none", async () => {
    for (const body of [undefined, {}, { name: null }]) assert.match((await guest(body)).body.player.name, /^[A-Z][a-z]+ [A-Z][a-z]+$/);
  });

  it("refuses a name that cannot be used, with a sentence", async () => {
    for (const name of ["", "   ", "x".repeat(25), "\u202Eevil", 7, {}, ["x"], "\u0000"]) {
      const { status, body } = await guest({ name });
      assert.deepEqual([status, body.error?.code], [400, "identity/name"], JSON.stringify(name));
      assert.match(body.error?.message ?? "", /\.$/);
    }
  });

  it("tells nobody who they are without a token of ours", async () => {
    for (const authorization of ["", "Bearer", "Bearer x", "Basic eDp5", `Bearer ${"a".repeat(3000)}`]) {
      const { status, body } = await call("/api/me", { headers: { authorization } });
      assert.deepEqual([status, body.error?.code], [401, "identity/token"], authorization);
    }
  });

  it("tells the seat that a player holds, from the first tick until they leave", async () => {
    const { client, token } = await server.guest();
    const room = await settled(await client.create("hands"));
    assert.deepEqual((await me(token)).body.match, { id: room.state.matchId, game: "hands", roomId: room.roomId });
    await room.leave();
    await until("the seat is forgotten", async () => (await me(token)).body.match === null);
  });

  it("lists the games", async () => {
    const { seats, modes } = hands;
    const listed = {
      id: "hands",
      title: hands.title,
      seats: { min: seats.min, max: seats.max },
      modes: modes.map(({ id, title }) => ({ id, title })),
      boards: [{ id: "hands-duel-rating", title: "Rating: Duel" }],
    };
    assert.deepEqual((await call("/api/games")).body, { games: [listed] });
  });

  it("leads a code to its private room, however it is typed, and no other code anywhere", async () => {
    const { client } = await server.guest();
    const room = await settled(await client.create("hands", { private: true }));
    await until("it is played", () => room.state.phase === "playing");
    const { code, matchId: match } = room.state;
    for (const typed of [code, code.toLowerCase(), `${code.slice(0, 2)} ${code.slice(2)}`]) {
      assert.deepEqual((await call(`/api/invites/${encodeURIComponent(typed)}`)).body, { game: "hands", roomId: room.roomId, match });
    }
    for (const unknown of ["x", "aaaaaaaa", "__proto__", code === "AAAAB" ? "AAAAC" : "AAAAB"]) {
      const { status, body } = await call(`/api/invites/${unknown}`);
      assert.deepEqual([status, body.error?.code], [404, "invite/unknown"]);
    }
    await room.leave();
  });
});
