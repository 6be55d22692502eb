import assert from "node:assert/strict";
import { sharedRedis } from "../testing/redis.ts";
import { openRedis } from "./open-redis.ts";

describe("openRedis", () => {
  it("opens a connection", async () => {
    const redis = await openRedis((await sharedRedis()).url);
    assert.equal(await redis.ping(), "PONG");
    redis.disconnect();
  });

  it("says in a sentence what to do where no server answers, without the password", async () => {
    await assert.rejects(
      openRedis("redis://:hunter2@127.0.0.1:1"),
      (error: Error) => /REDIS_URL/.test(error.message) && !error.message.includes("hunter2"),
    );
  });
});
