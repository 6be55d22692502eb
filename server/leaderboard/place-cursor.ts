import type { Place } from "./leaderboard.ts";

/** Latest time of a JavaScript Date is 8.64e15; nine digits in base 36, which indexes keep, reach to the year 5188. */
const MAX_TIME_MS = 36 ** 9 - 1;
const MAX_SEQ = 2 ** 31 - 1;

/** A place as clients hold it: opaque to them, and good for as long as its season is. */
export function writeCursor({ value, reachedAtMs, seq }: Place): string {
  return [value, reachedAtMs, seq].join("~");
}

/** Undefined where the text is no cursor of ours. */
export function readCursor(text: string): Place | undefined {
  const parts = /^(-?\d+(?:\.\d+)?(?:e[+-]\d{1,3})?)~(\d{1,15})~(\d{1,10})$/.exec(text);
  if (!parts || text.length > 64) return undefined;
  const [value = 0, reachedAtMs = 0, seq = 0] = parts.slice(1).map(Number);
  return Number.isFinite(value) && reachedAtMs <= MAX_TIME_MS && seq <= MAX_SEQ ? { value, reachedAtMs, seq } : undefined;
}
