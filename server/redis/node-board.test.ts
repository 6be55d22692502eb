import assert from "node:assert/strict";
import type { Redis } from "ioredis";
import { startRedis, type TestRedis } from "../testing/redis.ts";
import { until } from "../testing/until.ts";
import { NodeBoard } from "./node-board.ts";
import { openRedis } from "./open-redis.ts";

describe("the board of all nodes", function () {
  this.timeout(30_000);
  let server: TestRedis;
  let redis: Redis;
  before(async () => {
    server = await startRedis();
    redis = await openRedis(server.url);
  });
  after(async () => {
    redis.disconnect();
    await server.kill();
  });

  it("shows each what the others say now, and nothing of those who left, are gone, or cannot be heard", async () => {
    let said = "one";
    const [a, b] = [new NodeBoard(redis, "t", () => said), new NodeBoard(redis, "t", () => "b")];
    await until("both are heard", () => a.others[0] === "b" && b.others[0] === "one");
    said = "two";
    await until("it is heard", () => b.others[0] === "two");
    await redis.zadd("velarium:{t}:seen", Date.now() - 8000, "gone");
    await redis.hset("velarium:{t}:texts", "gone", "gone");
    await a.post();
    assert.deepEqual(a.others, ["b"]);
    await a.close();
    await until("it has left", () => b.others.length === 0);
    await server.kill();
    await until("nobody is heard", () => b.others.length === 0);
    await server.start();
    const c = new NodeBoard(redis, "t", () => "c");
    await until("all is well again", () => b.others[0] === "c" && c.others[0] === "b");
    await b.close();
    await c.close();
  });
});
