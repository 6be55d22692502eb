import type { GameBoard } from "../../rooms/lib/game.ts";
import type { PlayerId } from "../ids.ts";

/** A board: as a game declares it, or of its ratings. Entries of guests are kept where they are not listed, and count from the day they register. */
export interface Board extends Omit<GameBoard, "value"> {
  readonly game: string;
}

/**
 * Where a standing is in the order of its board: the better value first, then who reached it first, by time and then by the
 * order of the ledger. No two are equal, and a page that begins after a place is the same whoever moved above it.
 */
export interface Place {
  readonly value: number;
  readonly reachedAtMs: number;
  readonly seq: number;
}

export interface Standing {
  /** 1 is best; no two share a rank. */
  readonly rank: number;
  readonly player: PlayerId;
  readonly name: string;
  readonly guest: boolean;
  readonly value: number;
}

export interface StandingsPage {
  readonly standings: readonly Standing[];
  /** Where the next page begins; undefined at the end of the board. */
  readonly next: Place | undefined;
}

export interface Entry {
  /** Makes repeating harmless: one entry a source, board and player. */
  readonly source: string;
  readonly player: PlayerId;
  readonly value: number;
  readonly at: Date;
}

/** Every read holds all that was submitted before it began. A season that is over stays readable for ever. */
export interface Leaderboard {
  readonly boards: readonly Board[];
  /**
   * Stores entries, each in the season of its time; repeating one changes nothing, an entry of a player who is gone is left
   * out. When it returns the entries are in the database. Throws where the board is not declared or a value is not finite.
   */
  submit(board: string, entries: readonly Entry[]): Promise<void>;
  /** Best first, from the one after `after`. Empty where there is no such board or season. */
  top(
    board: string,
    query: { readonly season?: string | undefined; readonly after?: Place | undefined; readonly limit: number },
  ): Promise<StandingsPage>;
  /** The player and those around, `limit` in all; empty where the player has no standing. */
  around(board: string, player: PlayerId, query: { readonly season?: string | undefined; readonly limit: number }): Promise<StandingsPage>;
  /** Those of `players` who have a standing, best first, with their ranks among all. */
  among(board: string, players: readonly PlayerId[], season?: string): Promise<readonly Standing[]>;
  /** Names of the seasons that have entries, newest first; the running one among them. */
  seasons(board: string): Promise<readonly string[]>;
  /** To be called after a player registered (listed where guests are not, from now on) or was deleted (listed nowhere). May be repeated. */
  refresh(player: PlayerId): Promise<void>;
}
