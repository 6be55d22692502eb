import type { Board, Entry } from "../leaderboard/leaderboard.ts";
import type { RatingChange } from "../ratings/ratings.ts";
import type { MatchResult } from "./match-result.ts";

/** What a match adds to boards: nothing where it is unranked or has no result. */
export function boardEntries(
  boards: readonly Pick<Board, "id">[],
  result: MatchResult,
  changes: readonly RatingChange[],
): readonly { readonly board: string; readonly entries: readonly Entry[] }[] {
  if (!result.ranked || !result.counts) return [];
  const { id: source, game, mode, endedAt } = result;
  const ratings = changes.map(({ player, after, at }) => ({ source, player, value: Math.round(after), at }));
  return boards.flatMap(({ id: board }) => {
    const reached = result.participants.flatMap(({ player, values }) => {
      const value = values[board];
      return value === undefined ? [] : [{ source, player, value, at: endedAt }];
    });
    const entries = board === `${game}-${mode}-rating` ? ratings : reached;
    return entries.length > 0 ? [{ board, entries }] : [];
  });
}
