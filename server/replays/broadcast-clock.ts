/** Clocks of two machines run apart by at most 0.5 ms in a second. */
const APART = 5e-4;
/** Frames say their time to 1 ms, rounded up. */
const ROUNDING_MS = 1;

/**
 * How old the frames of a broadcast are, by our own clock alone. A frame cannot arrive before it was written, so each that comes says when the
 * broadcast began at the latest; what was said earlier holds less the longer ago it was. What follows from it is never older than it truly is.
 */
export class BroadcastClock {
  #beganMs = Number.POSITIVE_INFINITY;
  #saidMs = 0;

  /** A frame of `atMs` is here at `nowMs`. */
  saw(atMs: number, nowMs: number): void {
    const beganMs = nowMs - atMs;
    if (beganMs > this.#latestMs(nowMs)) return;
    this.#beganMs = beganMs;
    this.#saidMs = nowMs;
  }

  /** Negative infinity where nothing was seen. */
  ageMs(atMs: number, nowMs: number): number {
    return nowMs - atMs - this.#latestMs(nowMs) - ROUNDING_MS;
  }

  /** When it began at the latest, by our clock as it runs now. */
  #latestMs(nowMs: number): number {
    return Number.isFinite(this.#beganMs) ? this.#beganMs + (nowMs - this.#saidMs) * APART : this.#beganMs;
  }
}
