import { setTimeout as wait } from "node:timers/promises";

/** Waits until `condition` gives something true, and returns it; fails with `what` when it takes too long. */
export async function until<T>(what: string, condition: () => T | Promise<T>, timeoutMs = 8000): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value) return value as NonNullable<T>;
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms until ${what}`);
    await wait(10);
  }
}
