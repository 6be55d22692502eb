import type { MissingGuests } from "../identity/missing-guests.ts";
import { isGone } from "../ids.ts";
import type { Leaderboard } from "../leaderboard/leaderboard.ts";
import type { RatingChange, Ratings } from "../ratings/ratings.ts";
import { boardEntries } from "./board-entries.ts";
import type { MatchResult } from "./match-result.ts";
import type { MatchStore } from "./match-store.ts";

/** What follows from a result. */
export interface FinishSteps {
  readonly store: Pick<MatchStore, "record" | "settle">;
  readonly ratings: Pick<Ratings, "apply">;
  readonly leaderboard: Pick<Leaderboard, "boards" | "submit">;
  /** Boards list only players who have a row. */
  readonly guests?: Pick<MissingGuests, "keep">;
}

/**
 * Everything that the end of a match does, from top to bottom. Each step may be repeated without effect, so that a crash
 * between two of them is cured by running all of it again, in this process or another, any number of times and at once.
 */
export async function finishMatch({ store, ratings, leaderboard, guests }: FinishSteps, delivered: MatchResult): Promise<readonly RatingChange[]> {
  const { result, settled } = await store.record(delivered);
  const changes = await ratings.apply(result);
  if (settled) return changes;
  await guests?.keep(result.participants.filter(({ player }) => !isGone(player)));
  for (const { board, entries } of boardEntries(leaderboard.boards, result, changes)) await leaderboard.submit(board, entries);
  await store.settle(result.id);
  return changes;
}
