import { type Fields, listOf, numberOf, textOf } from "../../net/fields.ts";
import { type Answer, request } from "../../net/request.ts";

export interface RatingPoint {
  readonly match: string;
  readonly value: number;
  readonly at: Date;
}

/** A player's rating in one game and mode, with its way there. */
export interface ShownRating {
  readonly game: string;
  readonly mode: string;
  readonly value: number;
  readonly deviation: number;
  readonly provisional: boolean;
  /** Oldest first. */
  readonly history: readonly RatingPoint[];
}

export function ratingsOf(player: string): Promise<Answer<readonly ShownRating[]>> {
  return request(`/api/players/${encodeURIComponent(player)}/ratings`, {}, ({ ratings }) => listOf(ratings, readRating));
}

function readRating({ game, mode, value, deviation, provisional, history }: Fields): ShownRating {
  return {
    ...{ game: textOf(game), mode: textOf(mode), value: numberOf(value), deviation: numberOf(deviation), provisional: provisional === true },
    history: listOf(history, ({ match, value, at }) => ({ match: textOf(match), value: numberOf(value), at: new Date(textOf(at)) })) ?? [],
  };
}
