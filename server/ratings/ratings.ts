import type { PlayerId } from "../ids.ts";
import type { MatchResult } from "../matches/match-result.ts";

/** A player's rating in one game and mode. */
export interface Rating {
  readonly player: PlayerId;
  /** 1500 for a newcomer. */
  readonly value: number;
  /** Standard deviation of `value`; grows while the player is away. */
  readonly deviation: number;
  /** Still too uncertain to be compared. */
  readonly provisional: boolean;
}

/** What a match changed for one player. */
export interface RatingChange {
  readonly player: PlayerId;
  readonly before: number;
  readonly after: number;
  readonly provisional: boolean;
  /** When it was applied; later than the player's change before it. */
  readonly at: Date;
}

export interface Ratings {
  /**
   * Rates a result between people: Glicko-2 where two played, OpenSkill where more did; nothing changes with fewer than two
   * sides of people, or where the result does not count, or for who is gone. Repeating it changes nothing and gives the same changes.
   */
  apply(result: MatchResult): Promise<readonly RatingChange[]>;
  of(player: PlayerId): Promise<readonly (Rating & { readonly game: string; readonly mode: string })[]>;
  /** Ratings after each rated match, oldest first, at most `limit` of the newest. */
  history(
    player: PlayerId,
    game: string,
    mode: string,
    limit: number,
  ): Promise<readonly { readonly match: string; readonly value: number; readonly at: Date }[]>;
}
