import assert from "node:assert/strict";
import type { Redis } from "ioredis";
import { startRedis, type TestRedis } from "../testing/redis.ts";
import { until } from "../testing/until.ts";
import { openRedis } from "./open-redis.ts";
import { OwnedKeys } from "./owned-keys.ts";

describe("keys that a process owns", function () {
  this.timeout(30_000);
  let server: TestRedis;
  let redis: Redis;
  let node: OwnedKeys;
  let other: OwnedKeys;
  before(async () => {
    server = await startRedis();
    redis = await openRedis(server.url);
    [node, other] = [new OwnedKeys(redis, "k:"), new OwnedKeys(redis, "k:")];
  });
  after(async () => {
    node.close();
    other.close();
    redis.disconnect();
    await server.kill();
  });
  const back = async () => {
    await server.start();
    await until("the connection is there again", () => redis.status === "ready");
  };

  it("are there again in a Redis that came back empty, and what was written meanwhile too", async () => {
    await node.put("before", "room1", "one");
    await server.kill();
    await node.put("meanwhile", "room1", "two");
    assert.equal(await node.get("before"), "one", "its own keys are known without Redis");
    await assert.rejects(other.get("before"), { code: "server/redis", retryAfterSeconds: 2 });
    await assert.rejects(node.claim("code", "room1", "three"), { code: "server/redis" });
    await back();
    await until("both are back", async () => (await other.get("before")) === "one" && (await other.get("meanwhile")) === "two");
  });

  it("stay forgotten where they were dropped while Redis was away", async () => {
    const line = await openRedis(server.url);
    const cutOff = new OwnedKeys(line, "k:");
    await cutOff.put("dropped", "room1", "one");
    line.disconnect();
    await until("the line is cut", () => line.status === "end");
    await cutOff.drop("dropped", "room1");
    assert.equal(await other.get("dropped"), "one", "Redis does not know yet");
    await line.connect();
    await until("it does", async () => (await other.get("dropped")) === undefined);
    cutOff.close();
    line.disconnect();
  });

  it("are not taken back from another process that put them later", async () => {
    await node.put("seat", "room1", "one");
    await other.put("seat", "room2", "two");
    await node.refresh();
    assert.equal(await node.get("seat"), "two");
    await node.drop("seat", "room1");
    assert.equal(await node.get("seat"), "two");
  });

  it("go by themselves some time after their process", async () => {
    await node.put("fleeting", "room1", "one");
    const leftMs = await redis.pttl("k:fleeting");
    assert.ok(leftMs > 0 && leftMs <= 60_000, String(leftMs));
  });
});
