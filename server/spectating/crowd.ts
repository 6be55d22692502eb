import type { WireFrame } from "../replays/wire-frame.ts";
import { CrowdHalf } from "./crowd-half.ts";
import type { Watcher } from "./watcher.ts";

/** Where one tick takes longer than this to send to all, each gets two at once: a write costs the same for one as for both. */
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

/** All who watch the live edge together: they get the same bytes, and where two ticks go at once, one half of them after each tick. */
export class Crowd {
  readonly #setup: CrowdSetup;
  readonly #holds: boolean;
  readonly #halves: readonly [CrowdHalf, CrowdHalf] = [new CrowdHalf(), new CrowdHalf()];
  #timer: NodeJS.Timeout | undefined;
  #tick: number | undefined;
  /** Whose turn this tick is. */
  #turn: 0 | 1 = 0;

  constructor(setup: CrowdSetup) {
    this.#setup = setup;
    this.#holds = 1000 / setup.patchHz < HOLD_MS;
  }

  *[Symbol.iterator](): Generator<Watcher> {
    for (const { watchers } of this.#halves) yield* watchers;
  }

  has(watcher: Watcher): boolean {
    return this.#halves.some(({ watchers }) => watchers.has(watcher));
  }

  /** What is held was not meant for them: they are given the state of now, with `flush` before it. */
  add(watcher: Watcher): void {
    const [one, other] = this.#halves;
    (one.watchers.size <= other.watchers.size ? one : other).watchers.add(watcher);
  }

  remove(watcher: Watcher): void {
    for (const { watchers } of this.#halves) watchers.delete(watcher);
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const { watchers } of this.#halves) watchers.clear();
  }

  frame(frame: WireFrame): void {
    // A moment may be of a tick before the patch that shows it.
    const isNext = (frame.kind === "patch" || frame.kind === "state") && frame.tick !== this.#tick;
    if (isNext) {
      this.#tick = frame.tick;
      this.#turn = this.#turn === 0 ? 1 : 0;
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    const [one, other] = this.#halves;
    for (const half of this.#halves) half.hold(frame);
    if (this.#holds && one.tookMs + other.tookMs >= LONG_ROUND_MS) {
      this.#send(this.#halves[this.#turn]);
      this.#timer ??= setTimeout(() => this.flush(), HOLD_MS);
    } else this.flush();
  }

  /** Sends what is held, but to one who is about to be given a full state. */
  flush(except?: Watcher): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const half of this.#halves) this.#send(half, except);
  }

  #send(half: CrowdHalf, except?: Watcher): void {
    const sent = half.flush(this.#setup.stateNow, except);
    if (sent > 0) this.#setup.sent(sent);
  }
}
