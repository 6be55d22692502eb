import type { Board, Entry } from "../leaderboard/leaderboard.ts";
import type { RatingChange } from "../ratings/ratings.ts";
import type { MatchResult, Participant } from "./match-result.ts";

type Measure = (participant: Participant, change: RatingChange | undefined, endedAt: Date) => Pick<Entry, "value" | "at"> | undefined;

/** What the last word of a board's id says that it counts: `arena-ffa-rating`, `arena-wins`. */
const MEASURES: Readonly<Record<string, Measure>> = {
  rating: (_, change) => change && { value: Math.round(change.after), at: change.at },
  wins: ({ place, left }, _, at) => (place === 1 && !left ? { value: 1, at } : undefined),
  matches: (_participant, _change, at) => ({ value: 1, at }),
  score: ({ score }, _, at) => ({ value: score, at }),
};

/** What a match adds to the boards of its game and mode: nothing where it is unranked or has no result. */
export function boardEntries(
  boards: readonly Board[],
  result: MatchResult,
  changes: readonly RatingChange[],
): readonly { readonly board: string; readonly entries: readonly Entry[] }[] {
  if (!result.ranked || !result.counts) return [];
  const { id: source, game, mode, endedAt } = result;
  const changeOf = new Map(changes.map((change) => [change.player, change]));
  return boards.flatMap((board) => {
    const measure = board.game === game ? measureOf(board.id, game, mode) : undefined;
    if (!measure) return [];
    const entries = result.participants.flatMap((participant) => {
      const { player } = participant;
      const counted = measure(participant, changeOf.get(player), endedAt);
      return counted ? [{ source, player, ...counted }] : [];
    });
    return entries.length > 0 ? [{ board: board.id, entries }] : [];
  });
}

/** `<game>-<measure>` counts every mode, `<game>-<mode>-<measure>` one; undefined where the board counts something else. */
function measureOf(board: string, game: string, mode: string): Measure | undefined {
  const measure = board.slice(board.lastIndexOf("-") + 1);
  return board === `${game}-${measure}` || board === `${game}-${mode}-${measure}` ? MEASURES[measure] : undefined;
}
