/** The frame that came with the least delay is looked for anew after so long. */
const WINDOW_MS = 10_000;
/** Clocks of two machines run apart by at most 0.5 ms in a second, for two windows; and frames say their time to 1 ms. */
const MARGIN_MS = 11;

/**
 * How old the frames of a broadcast are, by our own clock alone. A frame cannot arrive before it was written, so the frame
 * that came with the least delay says best when the broadcast began; what follows from it is never older than it truly is.
 */
export class BroadcastClock {
  #windowMs = Number.NEGATIVE_INFINITY;
  #before = Number.POSITIVE_INFINITY;
  #beganMs = Number.POSITIVE_INFINITY;

  /** A frame of `atMs` is here at `nowMs`. */
  saw(atMs: number, nowMs: number): void {
    if (nowMs - this.#windowMs > WINDOW_MS) {
      this.#windowMs = nowMs;
      this.#before = this.#beganMs;
      this.#beganMs = nowMs - atMs;
    } else this.#beganMs = Math.min(this.#beganMs, nowMs - atMs);
  }

  /** Negative infinity where nothing was seen. */
  ageMs(atMs: number, nowMs: number): number {
    return nowMs - atMs - Math.min(this.#before, this.#beganMs) - MARGIN_MS;
  }
}
