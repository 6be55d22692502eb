import { openDatabase } from "../../server/database/open-database.ts";
import { boardsOfGames } from "../../server/leaderboard/boards-of-games.ts";
import { PostgresLeaderboard } from "../../server/leaderboard/postgres-leaderboard.ts";
import type { MatchResult } from "../../server/matches/match-result.ts";
import { openMatches } from "../../server/matches/open-matches.ts";
import { StoredRatings } from "../../server/ratings/stored-ratings.ts";
import { GAME, MODE, WINS } from "./made-results.ts";
import { naiveFinish } from "./naive-finish.ts";

/** What a worker is told: a result to deliver, as JSON, and which delivery it is. */
export interface Deliver {
  readonly delivery: number;
  readonly result: string;
}

/** What it answers: it has started, the result cannot be lost any more, or all that follows from it is done. */
export type WorkerAnswer = { readonly ready: true } | { readonly acknowledged: number } | { readonly settled: number };

/** Boards of the trial: wins are summed, ratings follow the last change. */
export const BOARDS = boardsOfGames([
  {
    ...{ id: GAME, title: "Trial", modes: [{ id: MODE, title: "All", teams: 0 }] },
    boards: [{ id: WINS, title: "Wins", rule: "sum", season: "all", guests: true, value: () => 1 }],
  },
]);

const [url, dataDir = "", how] = process.argv.slice(2);
const silent = { info() {}, warn() {}, error() {} };
const answer = (message: WorkerAnswer) => process.send?.(message);

if (process.send && url !== undefined) await work(url);

async function work(url: string): Promise<void> {
  const database = await openDatabase({ url, dataDir });
  const journal = { readRecord: async () => undefined };
  const leaderboard = new PostgresLeaderboard({ database, boards: BOARDS });
  const { matches, sweep } = openMatches({ database, dataDir, journal, ratings: new StoredRatings(database), leaderboard, games: [], log: silent });
  await sweep.start();
  process.on("message", async ({ delivery, result: json }: Deliver) => {
    const result = read(json);
    if (how === "naive") {
      const stored = await naiveFinish(database, result).then(
        () => true,
        () => false,
      );
      // A caller who hears nothing delivers again; so does this one.
      if (stored) answer({ acknowledged: delivery });
      answer({ settled: delivery });
      return;
    }
    await matches.finish(result, () => answer({ settled: delivery }));
    answer({ acknowledged: delivery });
  });
  answer({ ready: true });
}

function read(json: string): MatchResult {
  const result = JSON.parse(json) as MatchResult;
  return { ...result, startedAt: new Date(result.startedAt), endedAt: new Date(result.endedAt) };
}
