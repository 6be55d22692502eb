/** The frames that say most are looked for anew after so long: a machine whose clock stood still is believed again after two of these. */
const WINDOW_MS = 10_000;
/** Clocks of two machines run apart by at most 0.5 ms in a second. */
const APART = 5e-4;
/** Frames say their time to 1 ms, rounded up. */
const ROUNDING_MS = 1;

/** What a frame said: when the broadcast began at the latest, by our clock as it ran then. */
interface Said {
  readonly beganMs: number;
  readonly atMs: number;
}

/**
 * How old the frames of a broadcast are, by our own clock alone. A frame cannot arrive before it was written, so each that comes says when the
 * broadcast began at the latest; what was said earlier holds less the longer ago it was. What follows from it is never older than it truly is.
 */
export class BroadcastClock {
  #windowMs = Number.NEGATIVE_INFINITY;
  /** What said most in the window before this one, and in this one. */
  #before: Said | undefined;
  #now: Said | undefined;

  /** A frame of `atMs` is here at `nowMs`. */
  saw(atMs: number, nowMs: number): void {
    const said = { beganMs: nowMs - atMs, atMs: nowMs };
    if (nowMs - this.#windowMs > WINDOW_MS) {
      this.#windowMs = nowMs;
      this.#before = this.#now;
      this.#now = said;
    } else if (said.beganMs <= latestMs(this.#now, nowMs)) this.#now = said;
  }

  /** Negative infinity where nothing was seen. */
  ageMs(atMs: number, nowMs: number): number {
    return nowMs - atMs - Math.min(latestMs(this.#before, nowMs), latestMs(this.#now, nowMs)) - ROUNDING_MS;
  }
}

/** When it began at the latest, by our clock as it runs now. */
function latestMs(said: Said | undefined, nowMs: number): number {
  if (!said) return Number.POSITIVE_INFINITY;
  return Number.isFinite(said.beganMs) ? said.beganMs + (nowMs - said.atMs) * APART : said.beganMs;
}
