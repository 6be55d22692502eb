import type { Ticks } from "../../loadtest/bench/journal-blocks.ts";
import { RunningMatch } from "../room/running-match.ts";

/**
 * How long each tick of a real room takes, from the beginning of its step to the end of its patch, and what the thread and the process
 * used from the beginning of one to that of the next, in ms.
 */
export class TickTimes {
  #beganMs: number | undefined;
  #began: { readonly ownMs: number; readonly allMs: number } | undefined;
  #ticks: Ticks = { tickMs: [], cpuMs: [], allMs: [] };

  constructor() {
    const methods = RunningMatch.prototype as unknown as Record<"step" | "takeInputCounts", (this: RunningMatch) => unknown>;
    const { step, takeInputCounts } = methods;
    const begin = () => {
      // A room that is late makes up for ticks in one turn, which is one time.
      if (this.#beganMs !== undefined) return;
      this.#beganMs = performance.now();
      const [before, now] = [this.#began, { ownMs: milliseconds(process.threadCpuUsage()), allMs: milliseconds(process.cpuUsage()) }];
      this.#began = now;
      if (!before) return;
      this.#ticks.cpuMs.push(now.ownMs - before.ownMs);
      this.#ticks.allMs.push(now.allMs - before.allMs);
    };
    const end = () => {
      if (this.#beganMs !== undefined) this.#ticks.tickMs.push(performance.now() - this.#beganMs);
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
    const ticks = this.#ticks;
    this.#ticks = { tickMs: [], cpuMs: [], allMs: [] };
    this.#began = undefined;
    return ticks;
  }
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
