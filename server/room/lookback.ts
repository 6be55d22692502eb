/** How far back a shot may be judged. At 150 ms round trip with 30 ms of jitter most shots reach it; the rest is less than a player's radius: 95 % hit (`npm run probe -- beam`). */
const MAX_BACK_MS = 250;
const KEPT = 32;

/**
 * Turns the time at which a client drew the others into ticks: Colyseus stamps an input with its sender's render time in
 * milliseconds of the room's clock, and each patch that was sent is a (tick, time) pair on that same axis.
 */
export class Lookback {
  readonly #ticks: number[] = [];
  readonly #times: number[] = [];
  readonly #maxBack: number;

  constructor(tickHz: number) {
    this.#maxBack = Math.floor((MAX_BACK_MS / 1000) * tickHz * 16);
  }

  /** A patch of the world after `tick` went out at `timeMs` of the room's clock (whole, as on the wire). */
  sent(tick: number, timeMs: number): void {
    this.#ticks.push(tick);
    this.#times.push(timeMs);
    if (this.#ticks.length > KEPT) {
      this.#ticks.shift();
      this.#times.shift();
    }
  }

  /** Sixteenths of a tick between the step to `tick` and what was drawn at `timeMs`; 0 where the client has no clock yet. */
  sixteenths(timeMs: number, tick: number): number {
    const drawn = timeMs > 0 ? this.#tickAt(timeMs) : undefined;
    if (drawn === undefined) return 0;
    return Math.max(0, Math.min(this.#maxBack, Math.round((tick - drawn) * 16)));
  }

  clear(): void {
    this.#ticks.length = 0;
    this.#times.length = 0;
  }

  #tickAt(timeMs: number): number | undefined {
    const last = this.#times.length - 1;
    for (let i = last; i >= 0; i--) {
      const time = this.#times[i] as number;
      if (time > timeMs) continue;
      const tick = this.#ticks[i] as number;
      if (i === last) return tick;
      const span = (this.#times[i + 1] as number) - time;
      const ticks = (this.#ticks[i + 1] as number) - tick;
      return span > 0 ? tick + ((timeMs - time) / span) * ticks : tick;
    }
    return this.#ticks[0];
  }
}
