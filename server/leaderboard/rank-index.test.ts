import assert from "node:assert/strict";
import type { Redis } from "ioredis";
import type { PlayerId } from "../ids.ts";
import { openRedis } from "../redis/open-redis.ts";
import { sharedRedis } from "../testing/redis.ts";
import { LocalRankIndex } from "./local-rank-index.ts";
import { rankIndexContract } from "./rank-index-contract.ts";
import { RedisRankIndex } from "./redis-rank-index.ts";

let names = 0;
const name = () => `rank-index:${process.pid}:${++names}`;

describe("ranks in this process", () => rankIndexContract((...its) => new LocalRankIndex(...its), name));

describe("ranks in Redis", () => {
  let redis: Redis;
  before(async () => {
    redis = await openRedis((await sharedRedis()).url);
  });
  after(() => redis.disconnect());

  rankIndexContract((...its) => new RedisRankIndex(redis, ...its), name);

  for (const key of ["order", "players"]) {
    it(`are at version 0 again once Redis has thrown away the key of the ${key}`, async () => {
      const index = new RedisRankIndex(redis, name(), { lowestFirst: false });
      const change = { player: "p_1" as PlayerId, place: { value: 1, reachedAtMs: 1, seq: 1 } };
      await index.apply(0, [change], 5);
      await redis.del(`ranks:{rank-index:${process.pid}:${names}}:${key}`);
      assert.deepEqual(await index.read({ after: undefined, limit: 10 }), { rows: [], total: 0, through: 0 });
      assert.equal(await index.apply(0, [change], 5), 5);
    });
  }

  it("are shared: what one node applied, another reads", async () => {
    const shared = name();
    const [one, other] = [0, 1].map(() => new RedisRankIndex(redis, shared, { lowestFirst: false }));
    await one?.apply(0, [{ player: "p_1" as PlayerId, place: { value: 1, reachedAtMs: 1, seq: 1 } }], 5);
    assert.equal((await other?.read({ after: undefined, limit: 1 }))?.rows[0]?.player, "p_1");
  });
});
