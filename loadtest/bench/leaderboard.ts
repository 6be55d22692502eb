/**
 * A board of a million: ranks against an indexed count(*) on the same rows in the same run, with ties and without; pages
 * around a player; the rebuild of the index.
 * `npm run bench -- leaderboard [--players 1000000] [--database server|embedded] [--index local|redis]`
 */
import { parseArgs } from "node:util";
import type { Database } from "../../server/database/open-database.ts";
import type { Board } from "../../server/leaderboard/leaderboard.ts";
import { LocalRankIndex } from "../../server/leaderboard/local-rank-index.ts";
import { PostgresLeaderboard } from "../../server/leaderboard/postgres-leaderboard.ts";
import type { RankIndex } from "../../server/leaderboard/rank-index.ts";
import { RedisRankIndex } from "../../server/leaderboard/redis-rank-index.ts";
import { openRedis } from "../../server/redis/open-redis.ts";
import { sharedRedis } from "../../server/testing/redis.ts";
import { benchDatabase, DATABASES } from "./bench-database.ts";
import { loadBoard, loadedPlayer, loadPlayers } from "./board-load.ts";
import { countedRank, indexForCounts, prepareCounts } from "./counted-rank.ts";
import { conclude, type Finding, mean, quantile, timed } from "./verdict.ts";

const PAGE = 21;
const COUNTS = 60;
const READS = 20_000;
const { values: given } = parseArgs({
  options: {
    players: { type: "string", default: "1000000" },
    database: { type: "string", default: "server" },
    index: { type: "string", default: "local" },
  },
});
const players = Number(given.players);
const kind = DATABASES.find((each) => each === given.database) ?? "server";
const redis = given.index === "redis" ? await openRedis((await sharedRedis()).url) : undefined;

const { database, title } = await benchDatabase(kind);
console.log(`${title}; ${players} players, ranks ${redis ? "in Redis" : "in this process"}`);
const loading = performance.now();
await loadPlayers(database, players);
await indexForCounts(database);
const findings: Finding[] = [];
for (const distinct of [1_000_000_000, 1000]) findings.push(...(await measure(database, distinct)));
conclude(findings);
await database.destroy();
redis?.disconnect();
process.exit();

async function measure(db: Database, distinct: number): Promise<Finding[]> {
  const board: Board = { id: `bench-${distinct}`, title: "Bench", game: "bench", rule: "highest", season: "all", guests: true };
  const ties = distinct < players ? `${distinct} distinct values` : "hardly any ties";
  await loadBoard(db, board, players, distinct);
  await prepareCounts(db, board, loadedPlayer(players));
  console.log(`${ties}: loaded after ${((performance.now() - loading) / 1000).toFixed(0)} s`);

  let index: RankIndex | undefined;
  const openIndex = (...its: [string, { lowestFirst: boolean }]) => {
    index = redis ? new RedisRankIndex(redis, ...its) : new LocalRankIndex(...its);
    return index;
  };
  const leaderboard = new PostgresLeaderboard({ database: db, boards: [board], openIndex });
  const rebuildMs = await rebuild(leaderboard);
  if (!index) throw new Error("No index was opened");
  const ranks: RankIndex = index;

  const random = () => loadedPlayer(1 + Math.floor(Math.random() * players));
  let wrong = 0;
  const countMs: number[] = [];
  for (let count = 0; count < COUNTS; count++) {
    const player = random();
    let rank = 0;
    countMs.push(...(await timed(1, async () => (rank = await countedRank(db, board, player)))));
    if ((await ranks.read({ players: [player] })).rows[0]?.rank !== rank) wrong++;
  }
  const rankMs = await timed(READS, () => ranks.read({ players: [random()] }));
  const aroundMs = await timed(READS, () => ranks.read({ around: random(), limit: PAGE }));
  const pageMs = await timed(2000, () => leaderboard.around(board.id, random(), { limit: PAGE }));
  console.log(`  count(*): mean ${mean(countMs).toFixed(2)} ms, p50 ${quantile(countMs, 0.5).toFixed(2)} ms`);
  console.log(`  rank: mean ${(mean(rankMs) * 1000).toFixed(1)} us, p99 ${(quantile(rankMs, 0.99) * 1000).toFixed(1)} us`);
  console.log(`  ${PAGE} around: p50 ${quantile(aroundMs, 0.5).toFixed(3)} ms, p99 ${quantile(aroundMs, 0.99).toFixed(3)} ms, names not included`);
  console.log(
    `  ${PAGE} around, with the names from the database: p50 ${quantile(pageMs, 0.5).toFixed(2)} ms, p99 ${quantile(pageMs, 0.99).toFixed(2)} ms`,
  );
  console.log(`  memory of this process: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB`);
  return [
    { what: `${ties}: count(*) takes so many times a rank`, value: mean(countMs) / mean(rankMs), limit: redis ? 50 : 1000, is: "at least" },
    { what: `${ties}: ranks that are not what count(*) says`, value: wrong, limit: 0, is: "at most" },
    { what: `${ties}: p99 of ${PAGE} around a player in the index, ms`, value: quantile(aroundMs, 0.99), limit: 2, is: "at most" },
    { what: `${ties}: rebuild, s`, value: rebuildMs / 1000, limit: 60, is: "at most" },
  ];
}

async function rebuild(leaderboard: PostgresLeaderboard): Promise<number> {
  const from = performance.now();
  let told = from;
  await leaderboard.warmUp((_board, through, head) => {
    if (performance.now() - told < 1000) return;
    told = performance.now();
    console.log(`  rebuild: ${Math.floor((100 * through) / head)} % after ${((told - from) / 1000).toFixed(0)} s`);
  });
  return performance.now() - from;
}
