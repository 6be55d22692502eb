import type { PlayerId } from "../ids.ts";
import type { Place } from "./leaderboard.ts";

/** Where a player is now; undefined: not listed any more. */
export interface Change {
  readonly player: PlayerId;
  readonly place: Place | undefined;
}

/** Which standings are read: a page after a place (undefined: from the top), one around a player, or those of some players. */
export type Window =
  | { readonly after: Place | undefined; readonly limit: number }
  | { readonly around: PlayerId; readonly limit: number }
  | { readonly players: readonly PlayerId[] };

export interface Ranked extends Place {
  /** 1 is best. */
  readonly rank: number;
  readonly player: PlayerId;
}

export interface Reading {
  /** Best first. */
  readonly rows: readonly Ranked[];
  /** How many are listed in all. */
  readonly total: number;
  /** The version that the rows were read at. */
  readonly through: number;
}

/**
 * Ranks of one season of one board, in O(log n). Made from the ledger and never a truth of its own: it may be lost at any
 * time, then it is at version 0 and follows the ledger from there.
 */
export interface RankIndex {
  /** The version of the ledger up to which it holds everything; 0 where it is empty. */
  through(): Promise<number>;
  /**
   * Applies what changed after version `from` up to `to`, whole, and returns the version it is at then. Changes nothing where
   * it does not hold `from` (it was lost meanwhile) or holds `to` already (another node was faster).
   */
  apply(from: number, changes: readonly Change[], to: number): Promise<number>;
  /** All of one version. */
  read(window: Window): Promise<Reading>;
  /** Back to version 0. */
  wipe(): Promise<void>;
}

/** Makes the index of a season. `name` is unique to the season and its database. */
export type OpenRankIndex = (name: string, order: { readonly lowestFirst: boolean }) => RankIndex;

/** How many come before a page of `limit` around `rank`: the player in its middle, but no room wasted at either end. */
export function skipAround(rank: number, total: number, limit: number): number {
  return Math.max(0, Math.min(rank - 1 - Math.floor((limit - 1) / 2), total - limit));
}
