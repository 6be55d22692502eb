import type { Ticks } from "../../loadtest/bench/journal-blocks.ts";
import { RunningMatch } from "../room/running-match.ts";

/** How long each tick of real rooms takes, from the beginning of its step to the end of its patch, in ms. */
export class TickTimes {
  #beganMs: number | undefined;
  #times: number[] = [];
  #count = 0;

  constructor() {
    const methods = RunningMatch.prototype as unknown as Record<"step" | "takeInputCounts", (this: RunningMatch) => unknown>;
    const { step, takeInputCounts } = methods;
    const begin = () => {
      this.#beganMs ??= performance.now();
      this.#count++;
    };
    const end = () => {
      if (this.#beganMs !== undefined) this.#times.push(performance.now() - this.#beganMs);
      this.#beganMs = undefined;
    };
    methods.step = function () {
      begin();
      return step.call(this);
    };
    // The last that a room does with a patch.
    methods.takeInputCounts = function () {
      end();
      return takeInputCounts.call(this);
    };
  }

  /** Those since the last call. */
  take(): Ticks {
    const ticks = { count: this.#count, tickMs: this.#times };
    this.#times = [];
    this.#count = 0;
    return ticks;
  }
}
