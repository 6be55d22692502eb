import assert from "node:assert/strict";
import type { Redis } from "ioredis";
import { openRedis } from "../redis/open-redis.ts";
import { startRedis, type TestRedis } from "../testing/redis.ts";
import { loginAttemptsContract } from "./login-attempts-contract.ts";
import { RedisLoginAttempts } from "./redis-login-attempts.ts";

describe("wrong passwords that all nodes count together", function () {
  this.timeout(30_000);
  let server: TestRedis;
  let redis: Redis;
  let nodes: readonly RedisLoginAttempts[];
  before(async () => {
    server = await startRedis();
    redis = await openRedis(server.url);
    nodes = [new RedisLoginAttempts(redis), new RedisLoginAttempts(redis)];
  });
  after(async () => {
    redis.disconnect();
    await server.kill();
  });
  beforeEach(() => redis.flushall());
  const attempt = (i: number, account: string, address = "192.0.2.1") => (nodes[i % 2] as RedisLoginAttempts).begin(account, address);
  const waitMs = async (i: number, account: string, address?: string) => {
    const begun = await attempt(i, account, address);
    return begun.ok ? 0 : begun.waitMs;
  };

  loginAttemptsContract(() => nodes[0] as RedisLoginAttempts);

  it("keep no owner out, whichever node they signed in on, for as long as the place is known", async () => {
    const opened = await attempt(0, "ada");
    if (opened.ok) await opened.succeeded();
    for (let i = 0; i < 60; i++) await attempt(i, "ada", `10.0.${i}.1`);
    assert.ok((await waitMs(1, "ada", "198.51.100.1")) > 0);
    assert.equal(await waitMs(1, "ada"), 0);
    const leftMs = await redis.pttl("velarium:{logins}:known:ada");
    assert.ok(leftMs > 29 * 24 * 3_600_000 && leftMs <= 30 * 24 * 3_600_000);
  });

  it("make whoever guesses wait after five, whichever node they ask, and nobody else", async () => {
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) waits.push(await waitMs(i, "ada"));
    assert.deepEqual(waits.slice(0, 5), [0, 0, 0, 0, 0]);
    for (const wait of waits.slice(5)) assert.ok(wait > 1000 && wait <= 2000, String(wait));
    assert.deepEqual([await waitMs(0, "ada", "198.51.100.1"), await waitMs(1, "bob")], [0, 0]);
  });

  it("double the wait, and stop an address that tries many accounts", async () => {
    await redis.hset("velarium:{logins}:pair:192.0.2.1 ada", { count: 9, last: Date.now() });
    const wait = await waitMs(0, "ada");
    assert.ok(wait > 31_000 && wait <= 32_000, String(wait));
    let passed = 0;
    for (let i = 0; i < 40; i++) if ((await waitMs(i, `account ${i}`)) === 0) passed++;
    assert.equal(passed, 30);
  });

  it("are let through as many as may be when many come at once", async () => {
    const begun = await Promise.all(Array.from({ length: 20 }, (_, i) => attempt(i, "ada")));
    assert.equal(begun.filter(({ ok }) => ok).length, 5);
  });

  it("are forgiven by the right one, and go by themselves in the end", async () => {
    for (let i = 0; i < 4; i++) await attempt(i, "ada");
    const right = await attempt(1, "ada");
    assert.ok(right.ok);
    await right.succeeded();
    for (let i = 0; i < 5; i++) assert.equal(await waitMs(i, "ada"), 0);
    const cancelled = await attempt(0, "bob");
    if (cancelled.ok) await cancelled.cancelled();
    assert.equal(await redis.exists("velarium:{logins}:account:bob"), 0);
    const leftMs = await redis.pttl("velarium:{logins}:account:ada");
    assert.ok(leftMs > 0 && leftMs <= 3_600_000);
  });

  it("are counted by each node alone while Redis is away", async () => {
    await server.kill();
    const waits: number[] = [];
    for (let i = 0; i < 6; i++) waits.push(await waitMs(0, "ada"));
    assert.deepEqual(waits.slice(0, 5), [0, 0, 0, 0, 0]);
    assert.ok((waits[5] ?? 0) > 0);
    await server.start();
  });
});
