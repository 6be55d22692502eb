import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Lateness } from "./watcher-orders.ts";

const RESOLUTION_MS = 5;

/** How late this process is to see what has come: begins with `reset`. */
export class OwnLateness {
  readonly #delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  #from = performance.eventLoopUtilization();

  reset(): void {
    this.#delays.enable();
    this.#delays.reset();
    this.#from = performance.eventLoopUtilization();
  }

  read(): Lateness {
    const { utilization } = performance.eventLoopUtilization(this.#from);
    return { busy: utilization, p99Ms: this.#delays.percentile(99) / 1e6 - RESOLUTION_MS };
  }
}
