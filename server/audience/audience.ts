import type { MatchId } from "../ids.ts";

/** How many watch a match, and how many of them follow each seat. */
export interface Watchers {
  readonly watchers: number;
  /** By seat; seats that nobody follows are left out. */
  readonly following: Readonly<Record<string, number>>;
}

/** Who watches what, over all processes. */
export interface Audience {
  /** What one room shows to how many, in place of what it said before; undefined once it closes. Returns at once. */
  report(match: MatchId, roomId: string, watchers: Watchers | undefined): void;
  /** By match, those that somebody watches alone; some seconds late. What a process that ended had said is gone in half a minute. */
  now(): Promise<ReadonlyMap<string, Watchers>>;
}
