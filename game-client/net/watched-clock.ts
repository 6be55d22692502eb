import { wantedDelayMs } from "./render-delay.ts";

/** Of each arrival in the mean: a second's worth at 30 patches. */
const SHARE = 1 / 30;
/** Nobody sees that time runs this much faster or slower. */
const MOST_SLEW = 0.06;
/** Of what is off, gone in each millisecond. */
const SLEW_PER_MS = 1 / 800;
/** Further off than this is made up at once. */
const JUMP_MS = 600;

/** Which tick to draw of a match whose states arrive one by one, more or less evenly: about one and a half patches behind the newest. */
export class WatchedClock {
  readonly #perMs: number;
  readonly #patchMs: number;
  /** Of the tick that arrives, against our own clock; in ticks. */
  #offset: number | undefined;
  #jitterMs = 0;
  #at: { ms: number; tick: number } | undefined;

  constructor(tickHz: number, patchHz: number) {
    this.#perMs = tickHz / 1000;
    this.#patchMs = 1000 / patchHz;
  }

  arrived(tick: number, nowMs: number): void {
    const offset = tick - nowMs * this.#perMs;
    if (this.#offset === undefined) {
      this.#offset = offset;
      return;
    }
    const off = offset - this.#offset;
    if (Math.abs(off) / this.#perMs > JUMP_MS) {
      this.#offset = offset;
      return;
    }
    this.#offset += off * SHARE;
    this.#jitterMs += (Math.abs(off) / this.#perMs - this.#jitterMs) * SHARE;
  }

  /** How far behind the newest that arrived is drawn. */
  get delayMs(): number {
    return wantedDelayMs(this.#patchMs, this.#jitterMs);
  }

  /** The tick that would be drawn by arrivals alone; undefined before the first. */
  edge(nowMs: number): number | undefined {
    return this.#offset === undefined ? undefined : this.#offset + (nowMs - this.delayMs) * this.#perMs;
  }

  /** The tick to draw now: on its way to the edge, so that nobody sees it run unevenly. Undefined before the first arrival. */
  tick(nowMs: number): number | undefined {
    const wanted = this.edge(nowMs);
    if (wanted === undefined) return undefined;
    const at = this.#at;
    let tick = wanted;
    if (at && Math.abs(wanted - at.tick) / this.#perMs < JUMP_MS) {
      const elapsedMs = nowMs - at.ms;
      const due = at.tick + elapsedMs * this.#perMs;
      const most = MOST_SLEW * elapsedMs * this.#perMs;
      tick = due + Math.min(most, Math.max(-most, (wanted - due) * Math.min(1, elapsedMs * SLEW_PER_MS)));
    }
    this.#at = { ms: nowMs, tick };
    return tick;
  }

  /** Goes on from `tick`, wherever it is. */
  set(tick: number, nowMs: number): void {
    this.#at = { ms: nowMs, tick };
  }

  /** Goes to the edge at once. */
  release(): void {
    this.#at = undefined;
  }

  /** Another line: its arrivals are another's. */
  forget(): void {
    this.#offset = undefined;
    this.#jitterMs = 0;
    this.#at = undefined;
  }
}
