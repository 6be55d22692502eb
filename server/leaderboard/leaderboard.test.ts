import assert from "node:assert/strict";
import type { Redis } from "ioredis";
import type { PlayerId } from "../ids.ts";
import { openRedis } from "../redis/open-redis.ts";
import { onEachDatabase } from "../testing/databases.ts";
import { sharedRedis, startRedis } from "../testing/redis.ts";
import { until } from "../testing/until.ts";
import type { Board } from "./leaderboard.ts";
import { leaderboardContract } from "./leaderboard-contract.ts";
import { PostgresLeaderboard } from "./postgres-leaderboard.ts";
import { RedisRankIndex } from "./redis-rank-index.ts";

onEachDatabase("leaderboards", (database) => {
  describe("with ranks in this process", () => {
    leaderboardContract((setting) => new PostgresLeaderboard({ database: database(), ...setting }), database);
  });

  describe("with ranks in Redis", () => {
    let redis: Redis;
    before(async () => {
      redis = await openRedis((await sharedRedis()).url);
    });
    after(() => redis.disconnect());
    const openIndex = (...its: [string, { lowestFirst: boolean }]) => new RedisRankIndex(redis, ...its);

    leaderboardContract((setting) => new PostgresLeaderboard({ database: database(), openIndex, ...setting }), database);

    it("are rebuilt when Redis comes back empty, and when the database is an older copy of itself", async () => {
      const board: Board = { id: "wiped", title: "Wiped", game: "hands", rule: "sum", season: "all", guests: true };
      const player = "p_wiped" as PlayerId;
      await database().insertInto("players").values({ id: player, name: "Wiped", name_key: "wiped", guest: false }).execute();
      const open = () => new PostgresLeaderboard({ database: database(), openIndex, boards: [board] });
      const valueSeen = async (leaderboard: PostgresLeaderboard) => (await leaderboard.among(board.id, [player]))[0]?.value;
      const leaderboard = open();
      for (let source = 1; source <= 5; source++) {
        await leaderboard.submit(board.id, [{ source: String(source), player, value: 1, at: new Date() }]);
        assert.equal(await valueSeen(leaderboard), source);
      }
      await redis.flushall();
      assert.equal(await valueSeen(leaderboard), 5);
      await database().updateTable("board_standings").set({ value: 2, version: 2 }).where("board", "=", board.id).execute();
      await database().updateTable("board_seasons").set({ head: 2 }).where("board", "=", board.id).execute();
      assert.equal(await valueSeen(open()), 2);
    });
  });

  it("keep what is submitted while Redis is away, say so to readers, and show it once Redis is back, though empty", async () => {
    const server = await startRedis();
    const redis = await openRedis(server.url);
    const board: Board = { id: "away", title: "Away", game: "hands", rule: "sum", season: "all", guests: true };
    const player = "p_away" as PlayerId;
    await database().insertInto("players").values({ id: player, name: "Away", name_key: "away", guest: false }).execute();
    const openIndex = (...its: [string, { lowestFirst: boolean }]) => new RedisRankIndex(redis, ...its);
    const leaderboard = new PostgresLeaderboard({ database: database(), openIndex, boards: [board] });
    const submit = (source: string) => leaderboard.submit(board.id, [{ source, player, value: 1, at: new Date() }]);
    const valueSeen = async () => (await leaderboard.among(board.id, [player]))[0]?.value;
    await submit("1");
    assert.equal(await valueSeen(), 1);
    await server.kill();
    await submit("2");
    await assert.rejects(valueSeen(), { code: "leaderboard/away" });
    await server.start();
    await until("the ranks are back", () => valueSeen().catch(() => undefined));
    assert.equal(await valueSeen(), 2);
    redis.disconnect();
    await server.kill();
  });

  it("tells how far it is while it warms up", async () => {
    const board: Board = { id: "warm", title: "Warm", game: "hands", rule: "sum", season: "all", guests: true };
    const rows = Array.from({ length: 2200 }, (_, i) => ({ id: `p_warm${i}`, name: "Warm", name_key: "warm", guest: true }));
    await database().insertInto("players").values(rows).execute();
    const entries = rows.map(({ id }) => ({ source: "m", player: id as PlayerId, value: 1, at: new Date() }));
    await new PostgresLeaderboard({ database: database(), boards: [board] }).submit(board.id, entries);
    const told: string[] = [];
    await new PostgresLeaderboard({ database: database(), boards: [board] }).warmUp(({ id }, through, head) => told.push(`${id} ${through}/${head}`));
    assert.deepEqual(told, ["warm 1000/2200", "warm 2000/2200", "warm 2200/2200"]);
  });
});
