import type { WireFrame } from "../replays/wire-frame.ts";
import { roundOf } from "./round.ts";
import type { Watcher } from "./watcher.ts";

/** A round of sends that takes longer than this is made for two ticks at once: a write costs the same for one as for both. */
const LONG_ROUND_MS = 4;
/** ... and the first of the two waits no longer than this for the second. */
const HOLD_MS = 40;

export interface CrowdSetup {
  /** Patches a second: where the next one comes too late, none waits for it. */
  readonly patchHz: number;
  /** All that was given to `frame`, as one full state. */
  readonly stateNow: () => Buffer;
  sent(frames: number): void;
}

/** All who watch the live edge together: they get the same bytes at the same time. */
export class Crowd {
  readonly #setup: CrowdSetup;
  readonly #holds: boolean;
  readonly #watchers = new Set<Watcher>();
  #held: WireFrame[] = [];
  #timer: NodeJS.Timeout | undefined;
  #roundMs = 0;

  constructor(setup: CrowdSetup) {
    this.#setup = setup;
    this.#holds = 1000 / setup.patchHz < HOLD_MS;
  }

  [Symbol.iterator](): IterableIterator<Watcher> {
    return this.#watchers.values();
  }

  has(watcher: Watcher): boolean {
    return this.#watchers.has(watcher);
  }

  add(watcher: Watcher): void {
    this.#watchers.add(watcher);
  }

  remove(watcher: Watcher): void {
    this.#watchers.delete(watcher);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#watchers.clear();
    this.#held = [];
  }

  frame(frame: WireFrame): void {
    this.#held.push(frame);
    if (!this.#holds || this.#roundMs < LONG_ROUND_MS || this.#held[0]?.tick !== frame.tick) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), HOLD_MS);
  }

  /** Sends what is held, but to one who is about to be given a full state. */
  flush(except?: Watcher): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#held.length === 0) return;
    const round = roundOf(this.#held);
    this.#held = [];
    const fromMs = performance.now();
    let sent = 0;
    for (const watcher of this.#watchers) if (watcher !== except) sent += watcher.send(round, this.#setup.stateNow);
    this.#roundMs = performance.now() - fromMs;
    this.#setup.sent(sent);
  }
}
