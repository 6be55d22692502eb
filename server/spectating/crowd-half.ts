import type { WireFrame } from "../replays/wire-frame.ts";
import { roundOf } from "./round.ts";
import type { Watcher } from "./watcher.ts";

/** Those of a crowd who get the same frames in the same write. */
export class CrowdHalf {
  readonly watchers = new Set<Watcher>();
  #held: WireFrame[] = [];
  /** What the last round of sends took. */
  tookMs = 0;

  hold(frame: WireFrame): void {
    this.#held.push(frame);
  }

  /** Sends what is held, but to `except`; `stateNow` is the state after it. How many frames were sent to all together. */
  flush(stateNow: () => Buffer, except?: Watcher): number {
    if (this.#held.length === 0) return 0;
    const round = roundOf(this.#held);
    this.#held = [];
    const fromMs = performance.now();
    let sent = 0;
    for (const watcher of this.watchers) if (watcher !== except) sent += watcher.send(round, stateNow);
    this.tookMs = performance.now() - fromMs;
    return sent;
  }
}
