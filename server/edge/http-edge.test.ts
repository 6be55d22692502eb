import assert from "node:assert/strict";
import { hands } from "../testing/hands/game.ts";
import { HandsRoom } from "../testing/hands/room.ts";
import { readAfterWriting, sendRaw } from "../testing/raw-http.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

const hosted = [{ game: hands, Room: HandsRoom }];

describe("the HTTP edge", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer(hosted, { ALLOWED_ORIGINS: "https://friend.example" });
  });
  after(() => server.stop());

  const alive = async () => assert.equal((await fetch(`${server.url}/livez`)).status, 200);
  const statusOf = async (request: string) => (await sendRaw(server.port, request, 200)).text.split(" ")[1];
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
  const codeOf = async (response: Response) => [response.status, ((await response.json()) as { error: { code: string } }).error.code];

  it("[C1] answers 400 to a malformed Host, on every kind of path, and goes on", async () => {
    for (const host of ["[", "a b", "x:99999", "a/b", "<x>", "::1", "a@b", "\u00e4.example", `${"a".repeat(300)}.example`]) {
      for (const path of ["/", "/livez", "/api/games", "/matchmake/joinOrCreate/hands", "/assets/x.js"]) {
        const method = path.startsWith("/matchmake") ? "POST" : "GET";
        assert.equal(
          await statusOf(`${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`),
          "400",
          `${host} ${path}`,
        );
      }
    }
    await alive();
  });

  it("[C1] [C30] ignores forwarding headers of anyone who is no trusted proxy", async () => {
    const response = await fetch(`${server.url}/livez`, {
      headers: { "x-forwarded-proto": "!!", "x-forwarded-host": "[", "x-forwarded-for": "6.6.6.6" },
    });
    assert.equal(response.status, 200);
  });

  it("[C1] answers 400 to a malformed target, and goes on", async () => {
    for (const target of ["http://[/", "*", "//", "//[", "/%zz?%", `/${"a".repeat(3000)}`, "/\u00ff"]) {
      const status = await statusOf(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      assert.ok(status === "400", `${target}: ${status}`);
    }
    await alive();
  });

  it("[C1] answers 400 to an upgrade with a malformed Host, target or id, and goes on", async () => {
    const upgrade = (target: string, headers = "Host: localhost") =>
      statusOf(
        `GET ${target} HTTP/1.1\r\n${headers}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
      );
    assert.equal(await upgrade("/p/r?sessionId=s", "Host: ["), "400");
    for (const target of [
      ":x",
      "http://[/",
      "//",
      "/a/b/c?sessionId=s",
      "/p/constructor?sessionId=s",
      "/p/__proto__?sessionId=s",
      "/p/r",
      "/p/r?sessionId=%00",
      "/?sessionId=s",
    ]) {
      assert.equal(await upgrade(target), "400", target);
    }
    assert.equal(await upgrade("/"), "101", "the SDK measures latency here");
    await alive();
  });

  it("[C20] lets a socket in from the own page and from listed ones, and from nowhere else", async () => {
    const upgrade = (origin: string) =>
      statusOf(
        `GET / HTTP/1.1\r\nHost: play.example:80\r\nOrigin: ${origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
      );
    assert.equal(await upgrade("http://play.example:80"), "101");
    assert.equal(await upgrade("https://friend.example"), "101");
    for (const origin of ["https://evil.example", "null", "http://play.example:81", "https://friend.example.evil"])
      assert.equal(await upgrade(origin), "403", origin);
  });

  it("[C20] lets pages of listed origins call, tells others nothing, and lets them change nothing", async () => {
    const from = (origin: string, method = "GET") => fetch(`${server.url}/api/games`, { method, headers: { origin } });
    assert.equal((await from("https://friend.example")).headers.get("access-control-allow-origin"), "https://friend.example");
    const preflight = await from("https://friend.example", "OPTIONS");
    assert.deepEqual([preflight.status, preflight.headers.get("access-control-allow-headers")], [204, "Authorization, Content-Type"]);
    assert.equal(preflight.headers.get("access-control-allow-methods"), "GET, POST, PUT, PATCH, DELETE", "all that the protocol has");
    const foreign = await from("https://evil.example");
    assert.equal(foreign.headers.get("access-control-allow-origin"), null);
    assert.match(foreign.headers.get("vary") ?? "", /Origin/);
    assert.equal((await from("https://evil.example", "OPTIONS")).headers.get("access-control-allow-headers"), null);
    assert.deepEqual(await codeOf(await post("/api/guest", "{}", { origin: "https://evil.example" })), [403, "request/origin"]);
  });

  it("[C15] refuses a body that is too large, too deep, has too many keys or is no JSON object", async () => {
    const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    const many = (count: number) => JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i])));
    for (const path of ["/api/guest", "/matchmake/joinOrCreate/hands"]) {
      assert.deepEqual(await codeOf(await post(path, JSON.stringify({ name: "x".repeat(17_000) }))), [413, "request/too-large"]);
      assert.deepEqual(await codeOf(await post(path, nested(9))), [413, "request/too-large"]);
      assert.deepEqual(await codeOf(await post(path, `${"[".repeat(8000)}${"]".repeat(8000)}`)), [400, "request/malformed"]);
      assert.deepEqual(await codeOf(await post(path, `{"a":${"[".repeat(7000)}${"]".repeat(7000)}}`)), [413, "request/too-large"]);
      assert.deepEqual(await codeOf(await post(path, many(65))), [413, "request/too-large"]);
      for (const text of ["{", "nonsense", '{"a":}', "[]", '"text"', "7"])
        assert.deepEqual(await codeOf(await post(path, text)), [400, "request/malformed"], text);
      assert.deepEqual(await codeOf(await post(path, "x", { "content-encoding": "gzip" })), [400, "request/malformed"]);
    }
  });

  it("[C15] lets a client that sends too much read that it did", async () => {
    const all = "x".repeat(5_000_000);
    const chunked = `${all.length.toString(16)}\r\n${all}\r\n0\r\n\r\n`;
    for (const [body, ...headers] of [
      [all, `Content-Length: ${all.length}`],
      [chunked, "Transfer-Encoding: chunked"],
    ] as const) {
      const reply = await readAfterWriting(server.port, ["POST /api/guest HTTP/1.1", "Host: localhost", ...headers, "", body].join("\r\n"));
      assert.match(reply, /^HTTP\/1\.1 413 .*"request\/too-large"/s);
    }
    assert.deepEqual(await codeOf(await post("/api/guest", all)), [413, "request/too-large"]);
  });

  it("[C15] waits a moment, and no longer, for the rest of what is too much", async () => {
    const began = performance.now();
    const { text } = await sendRaw(
      server.port,
      `POST /api/guest HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\n\r\n${"x".repeat(40_000)}`,
      5000,
    );
    assert.match(text, /^HTTP\/1\.1 413 /);
    assert.ok(performance.now() - began < 4500);
  });

  it("[C15] stops reading a body that goes on and on", async () => {
    const { text } = await sendRaw(
      server.port,
      `POST /api/guest HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 64000000\r\n\r\n${"x".repeat(40_000)}`,
      500,
    );
    assert.match(text, /^HTTP\/1\.1 413 /);
  });

  it("[C31] refuses names through which a prototype could be reached, at any depth", async () => {
    for (const key of ["__proto__", "constructor", "prototype", "hasOwnProperty"]) {
      for (const body of [`{"${key}":{"isAdmin":true}}`, `{"a":{"${key}":1}}`, `{"a":[{"${key}":1}]}`]) {
        assert.deepEqual(await codeOf(await post("/matchmake/create/hands", body)), [400, "request/malformed"], body);
      }
    }
    assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined);
  });

  it("answers an unknown route in JSON, and a known one with a wrong method too", async () => {
    assert.deepEqual(await codeOf(await fetch(`${server.url}/api/nothing`)), [404, "request/not-found"]);
    assert.deepEqual(await codeOf(await fetch(`${server.url}/api/invites/%E0%A4%A`)), [400, "request/malformed"]);
    for (const [method, path, allowed] of [
      ["GET", "/api/guest", "POST"],
      ["PUT", "/api/me", "GET, PATCH, DELETE"],
      ["GET", "/matchmake/create/hands", "POST"],
      ["POST", "/livez", "GET"],
    ] as const) {
      const response = await fetch(`${server.url}${path}`, { method });
      assert.equal(response.headers.get("allow"), allowed);
      assert.deepEqual(await codeOf(response), [405, "request/wrong-method"], path);
    }
  });

  it("says that it is alive and ready, and nothing of what runs it", async () => {
    const live = await fetch(`${server.url}/livez`);
    assert.deepEqual([live.status, await live.json()], [200, { alive: true }]);
    assert.deepEqual((await fetch(`${server.url}/readyz`)).status, 200);
    assert.equal(live.headers.get("x-powered-by"), null);
    assert.doesNotMatch(await (await fetch(`${server.url}/`)).text(), /colyseus 0|express/i);
    assert.equal((await fetch(`${server.url}/__healthcheck`, { headers: { accept: "application/json" } })).status, 404);
  });

  it("keeps a page to its own scripts and sockets", async () => {
    const { headers } = await fetch(`${server.url}/livez`);
    assert.match(
      headers.get("content-security-policy") ?? "",
      new RegExp(`script-src 'self'; .*connect-src 'self' data: blob: ws://127.0.0.1:${server.port} `),
    );
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.equal(headers.get("strict-transport-security"), null);
  });

  it("[C16] cuts off who sends headers too slowly", async function () {
    this.timeout(15_000);
    const { text } = await sendRaw(server.port, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", 9000);
    assert.match(text, /^HTTP\/1\.1 408 /);
  });
});
