import type { PlayerId } from "../ids.ts";
import type { RatingChange } from "../ratings/ratings.ts";
import type { MatchResult } from "./match-result.ts";

/** Who plays a live match now. */
export interface LivePlayer {
  /** Empty for a bot of its own. */
  readonly player: PlayerId | "";
  readonly name: string;
  readonly seat: number;
  readonly team: number;
  readonly score: number;
  readonly bot: boolean;
}

/** A match whose play has begun. */
export interface StartedMatch extends Pick<MatchResult, "id" | "game" | "mode" | "map" | "ranked" | "startedAt"> {
  readonly roomId: string;
  players(): readonly LivePlayer[];
}

/** What a room tells of its matches. */
export interface Matches {
  /** Listed as live from now on, and known to the database once it answers, so that a crash is found out. */
  begin(match: StartedMatch): void;
  /**
   * Resolves once the result can no longer be lost: on disk here or in the database. `settled` is called after everything that
   * follows from it is done, however long the database is away, unless this process ends before. Repeating it changes nothing.
   */
  finish(result: MatchResult, settled?: (changes: readonly RatingChange[]) => void): Promise<void>;
  /** The live matches of this process, newest first, private ones among them. */
  live(): readonly StartedMatch[];
}

/** Reasons of matches that have no result. */
export const NO_RESULT = ["abandoned", "fault", "stopped"] as const;
export type NoResult = (typeof NO_RESULT)[number];
