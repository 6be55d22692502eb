import type { Board } from "./leaderboard.ts";

/** An entry of the ledger, as far as it counts. */
export interface LedgerEntry {
  readonly value: number;
  readonly at: Date;
  readonly seq: number;
}

/** What the entries of one player come to: the value, the entry that reached it, and the last entry in time. */
export interface Tally {
  readonly value: number;
  readonly reached: Pick<LedgerEntry, "at" | "seq">;
  readonly last: Pick<LedgerEntry, "at" | "seq">;
}

/** Time first, then the order of the ledger. */
export function compareEntries(a: Pick<LedgerEntry, "at" | "seq">, b: Pick<LedgerEntry, "at" | "seq">): number {
  return a.at.getTime() - b.at.getTime() || a.seq - b.seq;
}

/** Adds the entry that comes next in time. A standing is this, over all entries of its player from the first to the last. */
export function advance(rule: Board["rule"], tally: Tally | undefined, entry: LedgerEntry): Tally {
  if (!tally) return { value: entry.value, reached: entry, last: entry };
  const value = ADVANCED[rule](tally.value, entry.value);
  return value === tally.value ? { ...tally, last: entry } : { value, reached: entry, last: entry };
}

const ADVANCED: Readonly<Record<Board["rule"], (held: number, given: number) => number>> = {
  highest: Math.max,
  lowest: Math.min,
  latest: (_held, given) => given,
  sum: (held, given) => held + given,
};
