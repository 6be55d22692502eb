import assert from "node:assert/strict";
import { hands } from "../testing/hands/game.ts";
import { HandsRoom } from "../testing/hands/room.ts";
import { own, quickPlay, settled } from "../testing/joined.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";

interface Reply {
  readonly token: string;
  readonly player: { readonly id: string; readonly name: string; readonly guest: boolean };
  readonly match: { readonly roomId: string } | null;
  readonly sessions: readonly { readonly id: string; readonly device: string; readonly current: boolean }[];
  readonly account: { readonly email: string | null };
  readonly error?: { readonly code: string; readonly message: string };
}

const PASSWORD = "correct horse battery";

describe("the routes of an account", function () {
  this.timeout(30_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer([{ game: hands, Room: HandsRoom }]);
  });
  after(() => server.stop());

  async function call(method: string, path: string, { token, body, agent }: { token?: string; body?: unknown; agent?: string } = {}) {
    const response = await fetch(`${server.url}/api${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(agent !== undefined && { "user-agent": agent }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === "" ? {} : JSON.parse(text)) as Reply };
  }
  const refused = async (call: Promise<{ status: number; body: Reply }>) => {
    const { status, body } = await call;
    return `${status} ${body.error?.code}`;
  };

  it("keep the seat in a match in play when its guest registers", async () => {
    const guest = await server.guest("Anybody");
    const room = await quickPlay(guest, "hands");
    const { status, body } = await call("POST", "/register", { token: guest.token, body: { name: "Quorra", password: PASSWORD } });
    assert.deepEqual([status, body.player], [200, { id: guest.player.id, name: "Quorra", guest: false }]);
    assert.equal(own(room, guest)?.connected, true);
    const me = await call("GET", "/me", { token: body.token });
    assert.deepEqual([me.body.player.name, me.body.match?.roomId], ["Quorra", room.roomId]);
    const elsewhere = server.device({ ...guest, token: body.token });
    const back = await settled(await elsewhere.client.joinById(room.roomId));
    assert.equal(own(back, guest)?.seat, own(room, guest)?.seat);
    await back.leave();
  });

  it("sign two devices in, list them, and let one sign the other out of requests and joins", async () => {
    const phone = await call("POST", "/register", { agent: "Phone", body: { name: "Two Devices", password: PASSWORD, email: "a@example.com" } });
    const desk = await call("POST", "/login", { agent: "Desk", body: { name: "two devices", password: PASSWORD } });
    assert.deepEqual(desk.body.player, phone.body.player);
    const { sessions } = (await call("GET", "/me/sessions", { token: desk.body.token })).body;
    assert.deepEqual(sessions.map(({ device, current }) => `${device} ${current}`).toSorted(), ["Desk true", "Phone false"]);
    const other = sessions.find(({ current }) => !current)?.id;
    assert.equal((await call("DELETE", `/me/sessions/${other}`, { token: desk.body.token })).status, 204);
    assert.equal(await refused(call("DELETE", `/me/sessions/${other}`, { token: desk.body.token })), "404 identity/session");
    assert.equal(await refused(call("GET", "/me", { token: phone.body.token })), "401 identity/token");
    const { client } = server.device({ ...(await server.guest()), token: phone.body.token });
    await assert.rejects(client.joinOrCreate("hands"), { code: 401 });
    assert.equal((await call("POST", "/logout", { token: desk.body.token })).status, 204);
    assert.equal(await refused(call("POST", "/token", { token: desk.body.token })), "401 identity/token");
  });

  it("renew a token in the same session", async () => {
    const { token, player } = await server.guest("Renewed");
    const { body } = await call("POST", "/token", { token });
    assert.deepEqual(body.player, player);
    assert.equal((await call("GET", "/me/sessions", { token: body.token })).body.sessions.length, 1);
  });

  it("keep both where a guest logs in to an account: the guest stays who they were", async () => {
    const account = await call("POST", "/register", { body: { name: "Old Friend", password: PASSWORD } });
    const guest = await server.guest("Passing By");
    const login = await call("POST", "/login", { token: guest.token, body: { name: "Old Friend", password: PASSWORD } });
    assert.equal(login.body.player.id, account.body.player.id);
    assert.deepEqual((await call("GET", "/me", { token: guest.token })).body.player, guest.player);
  });

  it("change a name, and say when the next change may be", async () => {
    const guest = await server.guest("Earlier");
    assert.equal((await call("PATCH", "/me", { token: guest.token, body: { name: " Later " } })).body.player.name, "Later");
    const { token } = (await call("POST", "/register", { body: { name: "Name One", password: PASSWORD } })).body;
    assert.equal((await call("PATCH", "/me", { token, body: { name: "Name Two" } })).status, 200);
    assert.equal(await refused(call("PATCH", "/me", { token: guest.token, body: { name: "NAME TWO" } })), "409 identity/name-taken");
    assert.equal(await refused(call("POST", "/guest", { body: { name: "name-tw0" } })), "409 identity/name-taken");
    const soon = await call("PATCH", "/me", { token, body: { name: "Name Six" } });
    assert.deepEqual([soon.status, soon.body.error?.code], [429, "identity/rename"]);
    assert.ok(Number(soon.headers.get("retry-after")) > 6 * 24 * 3600);
  });

  it("export what is kept, and delete it with the password", async () => {
    const { token } = (await call("POST", "/register", { body: { name: "Short Stay", password: PASSWORD, email: "s@example.com" } })).body;
    const exported = await call("GET", "/me/export", { token });
    assert.deepEqual(Object.keys(exported.body), ["account", "sessions", "matches", "ratings", "boards", "pins"]);
    assert.equal(exported.body.account.email, "s@example.com");
    assert.equal(await refused(call("DELETE", "/me", { token })), "403 identity/confirm");
    assert.equal(await refused(call("DELETE", "/me", { token, body: { password: "wrong password" } })), "403 identity/confirm");
    assert.equal((await call("DELETE", "/me", { token, body: { password: PASSWORD } })).status, 204);
    assert.equal(await refused(call("DELETE", "/me", { token, body: { password: PASSWORD } })), "401 identity/token");
    assert.equal(await refused(call("POST", "/login", { body: { name: "Short Stay", password: PASSWORD } })), "401 identity/login");
  });

  it("leave a deleted player's place in a finished match, without whose it was", async () => {
    const [one, two] = [await server.guest("Stays"), await server.guest("Goes")];
    const rooms = [await quickPlay(one, "hands"), await quickPlay(two, "hands")];
    for (const room of rooms) await until("both have a seat", () => own(room, one) && own(room, two));
    const match = rooms[0]?.state.matchId;
    for (const room of rooms) await room.leave();
    const seen = async () => {
      const response = await fetch(`${server.url}/api/matches/${match}`);
      const body = (await response.json()) as { match?: { state: string; players: { player: string; name: string; bot: boolean }[] } };
      return body.match?.state === "live" ? undefined : body.match?.players;
    };
    await until("the match is recorded", seen);
    assert.equal((await call("DELETE", "/me", { token: two.token })).status, 204);
    const after = await until("the match is read", seen);
    assert.ok(after.some(({ player }) => player === one.player.id));
    assert.ok(!JSON.stringify(after).includes(two.player.id) && !JSON.stringify(after).includes("Goes"));
    assert.equal(after.filter(({ bot }) => !bot).length, 2);
  });

  it("refuse tokens that are forged, cut off, foreign or missing, everywhere", async () => {
    const { token } = await server.guest();
    const [head, , signature] = token.split(".");
    const admin = Buffer.from(JSON.stringify({ sub: "p_aaaaaaaaaaaaaaaa", sid: "s_aaaaaaaaaaaaaaaa", name: "Ada", guest: false })).toString(
      "base64url",
    );
    const bad = [undefined, "x", token.slice(0, -2), `${head}.${admin}.${signature}`, `${"a".repeat(3000)}`];
    const routes =
      "GET /me, PATCH /me, DELETE /me, GET /me/export, GET /me/sessions, DELETE /me/sessions/s_aaaaaaaaaaaaaaaa, POST /token, POST /logout";
    for (const route of routes.split(", ")) {
      const [method = "", path = ""] = route.split(" ");
      for (const each of bad) {
        assert.equal(await refused(call(method, path, each === undefined ? {} : { token: each })), "401 identity/token", `${route} ${each}`);
      }
    }
    for (const each of bad.slice(1)) {
      assert.equal(await refused(call("POST", "/register", { token: each ?? "", body: { name: "Nope", password: PASSWORD } })), "401 identity/token");
    }
  });
});

describe("the routes of an account, with bad bodies", function () {
  this.timeout(30_000);
  let server: TestServer;
  before(async () => {
    server = await startTestServer([{ game: hands, Room: HandsRoom }]);
  });
  after(() => server.stop());

  const post = async (path: string, body: string, method = "POST") => {
    const { token } = await server.guest();
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const response = await fetch(`${server.url}/api${path}`, { method, headers, body });
    return `${response.status} ${((await response.json()) as { error: { code: string } }).error.code}`;
  };
  const bodies: [what: string, body: string, answer: string][] = [
    ["over 16 kB", JSON.stringify({ name: "x".repeat(17_000) }), "413 request/too-large"],
    ["500 deep", `${'{"name":'.repeat(500)}1${"}".repeat(500)}`, "413 request/too-large"],
    ["with __proto__", '{"__proto__":{"guest":false},"name":"Ada","password":"correct horse"}', "400 request/malformed"],
    ["that are lists", "[]", "400 request/malformed"],
    ["with a list for a name", '{"name":["Ada"],"password":"correct horse"}', "400 identity/name"],
    ["with an object for a password", '{"name":"Ada","password":{"$ne":""}}', "400 identity/password"],
  ];
  for (const [what, body, answer] of bodies) {
    it(`refuse bodies ${what}`, async () => {
      assert.equal(await post("/register", body), answer);
      assert.equal(await post("/login", body), answer);
    });
  }

  it("refuse them where a name is changed or an account deleted", async () => {
    assert.equal(await post("/me", '{"name":{}}', "PATCH"), "400 identity/name");
    assert.equal(await post("/me", '{"name":"<script>\\u0000"}', "PATCH"), "400 identity/name");
    assert.equal(await post("/me", '{"password":7}', "DELETE"), "400 identity/password");
  });

  it("show a script in a name as the text that it is", async () => {
    const body = JSON.stringify({ name: "<script>alert(1)", password: PASSWORD });
    const response = await fetch(`${server.url}/api/register`, { method: "POST", body, headers: { "content-type": "application/json" } });
    assert.match(response.headers.get("content-type") ?? "", /^application\/json/);
    assert.equal(((await response.json()) as Reply).player.name, "<script>alert(1)");
  });

  it("refuse an address that asks for too much", async () => {
    const answers = new Set<string>();
    for (let i = 0; i < 70; i++) answers.add(await post("/login", '{"name":{}}'));
    assert.deepEqual(answers, new Set(["400 identity/name", "429 request/too-many"]));
  });
});
