/** Over this long every acknowledgement must have waited, so that jitter alone never looks like a queue. */
const WINDOW_MS = 2000;
/** Waiting for the next tick takes up to one; one more is the cushion against jitter. */
const WANTED_TICKS = 2;

/**
 * Keeps the queue of our inputs on the server short. After a hitch several inputs arrive at once; the server then takes one
 * a tick, as it must, and every later input waits behind them: each hitch would leave the hands slower, for good. What an
 * input waits is its round trip less the line's own; where even the luckiest of two seconds waited too long, one is left out.
 */
export class InputPace {
  readonly #tickMs: number;
  #least = Number.POSITIVE_INFINITY;
  #windowEndsAtMs = 0;
  #skip = 0;

  constructor(tickMs: number) {
    this.#tickMs = tickMs;
  }

  /** `roundTripMs` of an acknowledged input, `lineMs` of the line alone, `jitterMs` of its patches. */
  sample(roundTripMs: number, lineMs: number, jitterMs: number, nowMs: number): void {
    this.#least = Math.min(this.#least, roundTripMs - lineMs);
    if (this.#windowEndsAtMs === 0) this.#windowEndsAtMs = nowMs + WINDOW_MS;
    if (nowMs < this.#windowEndsAtMs) return;
    this.#skip = this.#least > WANTED_TICKS * this.#tickMs + jitterMs ? 1 : 0;
    this.#least = Number.POSITIVE_INFINITY;
    this.#windowEndsAtMs = nowMs + WINDOW_MS;
  }

  /** How many of `due` inputs to send. */
  of(due: number): number {
    const left = Math.min(this.#skip, due);
    this.#skip -= left;
    return due - left;
  }
}
