import type { PlayerId } from "../ids.ts";

/** How the values of one player become one standing. */
export type BoardRule = "highest" | "latest" | "sum" | "lowest";
/** How long a season lasts; weeks begin on Monday, months on the 1st, 00:00 UTC. */
export type SeasonLength = "week" | "month" | "all";

/** A board, declared by a game. */
export interface Board {
  /** Such as "arena-wins". */
  readonly id: string;
  readonly title: string;
  readonly game: string;
  readonly rule: BoardRule;
  readonly season: SeasonLength;
  /** Whether guests are listed. */
  readonly guests: boolean;
}

export interface Standing {
  /** 1 is best; ties go to whoever reached the value first, so that no two share a rank. */
  readonly rank: number;
  readonly player: PlayerId;
  readonly name: string;
  readonly value: number;
}

export interface Entry {
  /** Makes repeating harmless: one entry a source, board and player. */
  readonly source: string;
  readonly player: PlayerId;
  readonly value: number;
  readonly at: Date;
}

export interface Leaderboard {
  readonly boards: readonly Board[];
  /** Stores an entry in the season of its time; repeating it changes nothing. */
  submit(board: string, entry: Entry): Promise<void>;
  /** Best first, from the rank after `after` (0 for the top). Empty where there is no such board or season. */
  top(board: string, query: { readonly season?: string; readonly after?: number; readonly limit: number }): Promise<readonly Standing[]>;
  /** The player and those around, `limit` in all; empty where the player has no standing. */
  around(board: string, player: PlayerId, query: { readonly season?: string; readonly limit: number }): Promise<readonly Standing[]>;
  /** Those of `players` who have a standing, best first, with their ranks among all. */
  among(board: string, players: readonly PlayerId[], season?: string): Promise<readonly Standing[]>;
  /** Names of the seasons that have entries, newest first; the running one among them. */
  seasons(board: string): Promise<readonly string[]>;
}
