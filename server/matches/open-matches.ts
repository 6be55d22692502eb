import { join } from "node:path";
import type { AnyGame } from "../../rooms/lib/game.ts";
import type { Database } from "../database/open-database.ts";
import type { MissingGuests } from "../identity/missing-guests.ts";
import type { MatchId } from "../ids.ts";
import type { Journal } from "../journal/journal.ts";
import type { Leaderboard } from "../leaderboard/leaderboard.ts";
import type { Ratings } from "../ratings/ratings.ts";
import { MatchHistory } from "./match-history.ts";
import type { MatchResult } from "./match-result.ts";
import { MatchStore } from "./match-store.ts";
import { ProcessBeats } from "./process-beats.ts";
import { ResultOutbox } from "./result-outbox.ts";
import { type MatchLog, StoredMatches } from "./stored-matches.ts";
import { MatchSweep } from "./sweep.ts";

export interface OpenMatchesOptions {
  readonly database: Database;
  /** Owned by this process alone. */
  readonly dataDir: string;
  readonly journal: Pick<Journal, "readRecord">;
  readonly ratings: Ratings;
  readonly leaderboard: Pick<Leaderboard, "boards" | "submit">;
  readonly guests?: Pick<MissingGuests, "keep">;
  /** For matches that are finished from their record. */
  readonly games: readonly AnyGame[];
  readonly log: MatchLog;
  /** Milliseconds that only grow. */
  readonly nowMs?: () => number;
}

/** Everything about matches that outlives a room. `await sweep.start()` at the start, `await sweep.stop()` once the rooms are closed. */
export function openMatches({ database, dataDir, journal, ratings, leaderboard, guests, games, log, nowMs }: OpenMatchesOptions): {
  readonly matches: StoredMatches;
  readonly sweep: MatchSweep;
  readonly history: MatchHistory;
  /** The result of a match that is over. */
  readonly resultOf: (id: MatchId) => Promise<MatchResult | undefined>;
  /** Names this process in the database. */
  readonly process: string;
} {
  const dir = join(dataDir, "matches");
  const store = new MatchStore(database);
  const steps = { store, ratings, leaderboard, ...(guests && { guests }) };
  const beats = new ProcessBeats({ database, dir, ...(nowMs && { nowMs }) });
  const matches = new StoredMatches({ store, steps, outbox: new ResultOutbox(join(dir, "outbox")), log, process: beats.id });
  const sweep = new MatchSweep({ store, steps, matches, beats, journal, games, log });
  return { matches, sweep, history: new MatchHistory(database), resultOf: (id) => store.find(id), process: beats.id };
}
