import { setTimeout as wait } from "node:timers/promises";

/** The first look again, and the longest pause between two looks, in milliseconds. */
const PAUSE_MS = { first: 10, longest: 50 };

/**
 * Waits until `condition` gives something true, and returns it; fails with `what` when it takes too long. It looks again ever
 * less often: what is asked over HTTP for long must not use up what one address may ask.
 */
export async function until<T>(what: string, condition: () => T | Promise<T>, timeoutMs = 8000): Promise<NonNullable<T>> {
  const began = performance.now();
  for (;;) {
    const value = await condition();
    if (value) return value as NonNullable<T>;
    const waitedMs = performance.now() - began;
    if (waitedMs > timeoutMs) throw new Error(`waited ${timeoutMs} ms until ${what}`);
    await wait(Math.min(PAUSE_MS.longest, Math.max(PAUSE_MS.first, waitedMs / 20)));
  }
}
