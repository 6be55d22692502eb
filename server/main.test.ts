import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Client } from "@colyseus/sdk";
import { startPostgres } from "./testing/postgres.ts";
import { sendRaw } from "./testing/raw-http.ts";
import { type ServerProcess, startServerProcess } from "./testing/server-process.ts";
import { until } from "./testing/until.ts";

describe("the server's process", function () {
  this.timeout(30_000);
  const started: ServerProcess[] = [];
  const start = async (environment?: Record<string, string>, preload?: string) => {
    const server = await startServerProcess(environment, preload);
    started.push(server);
    return server;
  };
  afterEach(async () => {
    for (const server of started.splice(0)) await server.dispose();
  });

  it("prints where it is playing, and nothing else to a person", async () => {
    const server = await start();
    const url = await server.url();
    assert.equal((await fetch(`${url}/livez`)).status, 200);
    assert.match(server.stdout(), /^(?:Opening the database \.\.\.\n)?Velarium is playing at http:\/\/127\.0\.0\.1:\d+\n$/);
  });

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    it(`ends with code 0 on ${signal}, and tells the players`, async () => {
      const server = await start();
      const client = new Client(await server.url());
      client.auth.token = await tokenOf(await server.url());
      const room = await client.joinOrCreate("arena");
      const left = new Promise<number>((resolve) => room.onLeave(resolve));
      const began = performance.now();
      server.child.kill(signal);
      assert.equal(await left, 4001);
      assert.equal(await server.ended(), 0);
      assert.ok(performance.now() - began < 3000);
    });
  }

  it("ends with code 0 within 10 s whatever hangs, and takes nobody in meanwhile", async () => {
    const hang = `
      import { Room, matchMaker } from ${JSON.stringify(import.meta.resolve("@colyseus/core"))};
      Room.prototype.onBeforeShutdown = () => {};
    `;
    const server = await start({}, hang);
    const url = await server.url();
    const client = new Client(url);
    client.auth.token = await tokenOf(url);
    const room = await client.joinOrCreate("arena");
    room.reconnection.enabled = false;
    const began = performance.now();
    server.child.kill("SIGTERM");
    await until("it is not ready any more", async () => (await fetch(`${url}/readyz`)).status === 503);
    assert.ok(Number((await fetch(`${url}/readyz`)).headers.get("retry-after")) > 0);
    assert.equal((await fetch(`${url}/livez`)).status, 200);
    const { host, port } = new URL(url);
    const upgrade = `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`;
    assert.match((await sendRaw(Number(port), upgrade)).text, /^HTTP\/1.1 503 .*\r\nRetry-After: \d/);
    await assert.rejects(client.joinOrCreate("arena"), { code: 503, message: /stopping/ });
    assert.equal(await server.ended(11_000), 0);
    assert.ok(performance.now() - began < 10_000);
    assert.match(server.stderr(), /stopped at the deadline/);
  });

  it("[C5] goes on through rejections and exceptions that nobody caught, and writes a few of them down", async () => {
    const strays = `
      import { setTimeout as wait } from "node:timers/promises";
      void (async () => {
        while (process.listenerCount("unhandledRejection") === 0) await wait(5);
        for (let i = 0; i < 500; i++) { void Promise.reject(new Error("a stray rejection")); setTimeout(() => { throw new Error("a stray exception"); }, 0); await wait(0); }
        console.log("strayed");
      })();
    `;
    const server = await start({}, strays);
    const url = await server.url();
    await until("all have happened", () => server.stdout().includes("strayed"));
    assert.equal((await fetch(`${url}/livez`)).status, 200);
    const lines = server
      .stderr()
      .split("\n")
      .filter((line) => line.includes("a stray"));
    assert.ok(lines.length >= 1 && lines.length <= 12, `${lines.length} lines`);
    server.child.kill("SIGTERM");
    assert.equal(await server.ended(), 0);
  });

  it("[C34] writes down a bounded part of what libraries print", async () => {
    const noise = `
      import { setTimeout as wait } from "node:timers/promises";
      void (async () => {
        while (process.listenerCount("SIGTERM") === 0) await wait(5);
        for (let i = 0; i < 5000; i++) console.warn("noise", "x".repeat(5000));
        console.log("printed");
      })();
    `;
    const server = await start({}, noise);
    await server.url();
    await until("all is printed", () => server.stdout().includes("printed"));
    assert.ok(server.stderr().length < 100_000, `${server.stderr().length} bytes`);
    assert.match(server.stderr(), /noise/);
  });

  it("[C43] refuses an old Node with one line", async () => {
    const server = await start({}, 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });');
    assert.equal(await server.ended(), 1);
    assert.match(server.stderr(), /^Velarium needs Node 24\.7 or later; this is 20\.20\.2\. .*\n$/);
  });

  it("refuses wrong settings with a line each, all at once", async () => {
    const server = await start({ PORT: "http", LOG_LEVEL: "loud", TRUSTED_PROXIES: "x" });
    assert.equal(await server.ended(), 1);
    const lines = server.stderr().trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => line.match(/^Velarium cannot start: (\w+) /)?.[1]),
      ["PORT", "TRUSTED_PROXIES", "LOG_LEVEL"],
    );
  });

  it("refuses a taken port and a directory that it cannot write, with one line", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const busy = await start({ PORT: String(address !== null && typeof address === "object" ? address.port : 0) });
    const blocked = await start({ DATA_DIR: "/dev/null/data" });
    const unmakeable = await start({ DATA_DIR: "/proc/velarium/data" });
    assert.equal(await busy.ended(), 1);
    assert.match(busy.stderr(), /^Velarium cannot start: .*address already in use.*\n$/);
    assert.equal(await blocked.ended(), 1);
    assert.match(blocked.stderr(), /^Velarium cannot start: .*\/dev\/null\/data.*\n$/);
    assert.equal(await unmakeable.ended(), 1);
    assert.match(unmakeable.stderr(), /^Velarium cannot start: .*\/proc\/velarium\/data.*\n$/);
    taken.close();
  });

  it("has a directory to itself: a second process is told in one line, and a third may have it once the first was killed", async () => {
    const first = await start();
    await first.url();
    const second = await start({ DATA_DIR: first.dataDir });
    assert.equal(await second.ended(), 1);
    assert.match(second.stderr(), /^Velarium cannot start: Another Velarium already uses .*DATA_DIR.*\n$/);
    first.child.kill("SIGKILL");
    assert.equal(await first.ended(), "killed");
    const third = await start({ DATA_DIR: first.dataDir });
    assert.equal((await fetch(`${await third.url()}/livez`)).status, 200);
  });

  it("says in one line what to do where DATABASE_URL leads nowhere, without its password", async () => {
    const server = await start({ DATABASE_URL: "postgres://velarium:hunter2@127.0.0.1:1/velarium" });
    assert.equal(await server.ended(), 1);
    assert.match(server.stderr(), /^Velarium cannot start: The database at DATABASE_URL does not answer .*\n$/);
    assert.ok(!server.stderr().includes("hunter2"));
  });

  it("plays on and stays ready while its database is away, and says so", async () => {
    const postgres = await startPostgres();
    const server = await start({ DATABASE_URL: await postgres.createDatabase() });
    const url = await server.url();
    const database = async () => ((await (await fetch(`${url}/readyz`)).json()) as { database: string }).database;
    assert.equal(await database(), "there");
    const client = new Client(url);
    client.auth.token = await tokenOf(url);
    const room = await client.joinOrCreate("arena");
    await postgres.kill();
    await until("it is said to be away", async () => (await database()) === "away");
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
    const { tick } = room.state as { tick: number };
    await until("the match goes on", () => (room.state as { tick: number }).tick > tick + 30);
    await postgres.start();
    await until("it is back", async () => (await database()) === "there", 15_000);
    await room.leave();
    await postgres.kill();
  });

  it("loads Colyseus in parts: neither its bundle nor what only the bundle brings", async () => {
    const record = `
      import { registerHooks } from "node:module";
      import { writeFileSync } from "node:fs";
      const loaded = [];
      registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
      process.on("exit", () => writeFileSync(process.env.DATA_DIR + "/loaded", loaded.join("\\n")));
    `;
    const server = await start({}, record);
    await server.url();
    server.child.kill("SIGTERM");
    assert.equal(await server.ended(), 0);
    const loaded = readFileSync(join(server.dataDir, "loaded"), "utf8").split("\n");
    assert.ok(
      loaded.some((url) => url.includes("/node_modules/@colyseus/core/")),
      "the recording works",
    );
    assert.deepEqual(
      loaded.filter((url) =>
        /\/node_modules\/(colyseus|@colyseus\/(auth|monitor|playground|tools|testing)|@pm2|vite|phaser|@colyseus\/sdk)\//.test(url),
      ),
      [],
    );
  });
});

async function tokenOf(url: string): Promise<string> {
  const reply = await fetch(`${url}/api/guest`, { method: "POST" });
  return ((await reply.json()) as { token: string }).token;
}
