/**
 * Updates from several sides, some of them repeated and some late, while the index is wiped at random: every rank against a
 * sort of the standings, and the standings against a fold over the ledger.
 * `npm run bench -- leaderboard-updates [--updates 1000000] [--database server|embedded] [--index local|redis] [--seed N]`
 */
import { parseArgs } from "node:util";
import { createRandom, nextFloat, nextInt } from "../../rooms/lib/random.ts";
import type { Board, Entry, Place } from "../../server/leaderboard/leaderboard.ts";
import { LocalRankIndex } from "../../server/leaderboard/local-rank-index.ts";
import { PostgresLeaderboard } from "../../server/leaderboard/postgres-leaderboard.ts";
import type { RankIndex } from "../../server/leaderboard/rank-index.ts";
import { RedisRankIndex } from "../../server/leaderboard/redis-rank-index.ts";
import { advance, type Tally } from "../../server/leaderboard/standing-rule.ts";
import { openRedis } from "../../server/redis/open-redis.ts";
import { sharedRedis } from "../../server/testing/redis.ts";
import { benchDatabase, DATABASES } from "./bench-database.ts";
import { loadedPlayer, loadPlayers } from "./board-load.ts";
import { conclude } from "./verdict.ts";

const PLAYERS = 50_000;
const BATCH = 500;
const SIDES = 4;
const CHECKS = 20;
const WIPES_A_BATCH = 0.05;
const REPEATED = 0.05;
const RULES: readonly Board["rule"][] = ["highest", "sum", "latest", "lowest"];

const { values: given } = parseArgs({
  options: {
    updates: { type: "string", default: "1000000" },
    database: { type: "string", default: "server" },
    index: { type: "string", default: "local" },
    seed: { type: "string", default: "1" },
  },
});
const updates = Number(given.updates);
const random = createRandom(Number(given.seed));
const redis = given.index === "redis" ? await openRedis((await sharedRedis()).url) : undefined;
const { database, title } = await benchDatabase(DATABASES.find((each) => each === given.database) ?? "server");
console.log(`${title}; ${updates} updates, ranks ${redis ? "in Redis" : "in this process"}, seed ${given.seed}`);
await loadPlayers(database, PLAYERS);

const indexes: RankIndex[] = [];
const boards = RULES.map((rule): Board => ({ id: `bench-${rule}`, title: rule, game: "bench", rule, season: "all", guests: true }));
const leaderboard = new PostgresLeaderboard({
  database,
  boards,
  openIndex: (...its) => {
    const index = redis ? new RedisRankIndex(redis, ...its) : new LocalRankIndex(...its);
    indexes.push(index);
    return index;
  },
});

const counts = { given: 0, ranks: 0, mismatches: 0, wipes: 0, reads: 0 };
const recent: Entry[] = [];
const start = performance.now();
for (let check = 1; check <= CHECKS; check++) {
  const until = Math.floor((updates * check) / CHECKS);
  await Promise.all(Array.from({ length: SIDES }, () => submitUntil(until)));
  for (const board of boards) await compare(board);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`  ${counts.given} updates, ${counts.wipes} wipes, ${counts.ranks} ranks compared, ${counts.mismatches} mismatches after ${seconds} s`);
}
const wrongStandings = await foldLedger();
conclude([
  { what: "updates", value: counts.given, limit: updates, is: "at least" },
  { what: "wipes of an index", value: counts.wipes, limit: 10, is: "at least" },
  { what: "ranks that are not those of the sorted truth", value: counts.mismatches, limit: 0, is: "at most" },
  { what: "standings that are not the fold of their ledger", value: wrongStandings, limit: 0, is: "at most" },
]);
await database.destroy();
redis?.disconnect();
process.exit();

async function submitUntil(limit: number): Promise<void> {
  while (counts.given < limit) {
    const board = boards[nextInt(random, boards.length)] ?? boards[0];
    if (!board) return;
    const entries = Array.from({ length: Math.min(BATCH, limit - counts.given) }, nextEntry);
    await leaderboard.submit(board.id, entries);
    if (nextFloat(random) < WIPES_A_BATCH) await wipe();
    if (nextInt(random, 3) === 0) {
      await leaderboard.around(board.id, loadedPlayer(1 + nextInt(random, PLAYERS)), { limit: 21 });
      counts.reads++;
    }
  }
}

/** One in twenty was submitted before, perhaps to another board, and is not counted; times jump back and forth, and few values mean many ties. */
function nextEntry(): Entry {
  const old = nextFloat(random) < REPEATED ? recent[nextInt(random, recent.length)] : undefined;
  if (old) return old;
  counts.given++;
  const at = new Date(Date.UTC(2026, 0, 1) + counts.given * 10 + nextInt(random, 20_000));
  const entry = {
    source: `m_${recent.length}_${nextInt(random, 2 ** 31)}`,
    player: loadedPlayer(1 + nextInt(random, PLAYERS)),
    value: nextInt(random, 1000) - 300,
    at,
  };
  if (recent.length < 20_000) recent.push(entry);
  else recent[nextInt(random, recent.length)] = entry;
  return entry;
}

async function wipe(): Promise<void> {
  const index = indexes[nextInt(random, indexes.length)];
  if (!index) return;
  await index.wipe();
  counts.wipes++;
}

/** Every rank of a board, page by page, against a sort of the truth; in some of the pages the index is wiped in between. */
async function compare(board: Board): Promise<void> {
  const rows = await database
    .selectFrom("board_standings")
    .select(["player", "value", "reached_at", "reached_seq"])
    .where("board", "=", board.id)
    .execute();
  const sign = board.rule === "lowest" ? 1 : -1;
  rows.sort((a, b) => sign * (a.value - b.value) || a.reached_at.getTime() - b.reached_at.getTime() || a.reached_seq - b.reached_seq);
  let after: Place | undefined;
  for (let from = 0; from < rows.length; ) {
    const page = await leaderboard.top(board.id, { limit: 5000, after });
    if (page.standings.length === 0) break;
    page.standings.forEach((standing, index) => {
      const row = rows[from + index];
      if (standing.rank !== from + index + 1 || standing.player !== row?.player || standing.value !== row.value) counts.mismatches++;
    });
    from += page.standings.length;
    counts.ranks += page.standings.length;
    after = page.next;
    if (!after) {
      counts.mismatches += rows.length - from;
      break;
    }
    if (nextInt(random, 40) === 0) await wipe();
  }
}

/** How many standings are not what a fold over all entries of their player, in the order of time, comes to. */
async function foldLedger(): Promise<number> {
  let wrong = 0;
  for (const board of boards) {
    const entries = await database.selectFrom("board_entries").select(["player", "value", "at", "seq"]).where("board", "=", board.id).execute();
    entries.sort((a, b) => a.at.getTime() - b.at.getTime() || a.seq - b.seq);
    const tallies = new Map<string, Tally>();
    for (const entry of entries) tallies.set(entry.player, advance(board.rule, tallies.get(entry.player), entry));
    const standings = await database.selectFrom("board_standings").selectAll().where("board", "=", board.id).execute();
    wrong += Math.abs(standings.length - tallies.size);
    for (const row of standings) {
      const tally = tallies.get(row.player);
      if (tally?.value !== row.value || tally.reached.seq !== row.reached_seq || tally.last.seq !== row.last_seq) wrong++;
    }
    console.log(`  ${board.rule}: ${entries.length} entries of ${standings.length} players`);
  }
  return wrong;
}
