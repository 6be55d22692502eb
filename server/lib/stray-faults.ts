import type { Log } from "./log.ts";
import { TokenBucket } from "./token-bucket.ts";

/** Keeps the process alive through rejections and exceptions that nobody caught: counts each, writes a few of them down. */
export class StrayFaults {
  readonly #log: Log;
  readonly #bucket: TokenBucket;
  count = 0;

  constructor(log: Log, nowMs?: () => number) {
    this.#log = log;
    // Ten at once, then one every ten seconds: enough to find the bug, too few to fill a disk.
    this.#bucket = new TokenBucket(10, 0.1, nowMs);
  }

  /** Starts listening on this process. */
  watch(): void {
    process.on("unhandledRejection", (reason) => this.#note(reason, "unhandled rejection"));
    process.on("uncaughtException", (error) => this.#note(error, "uncaught exception"));
  }

  #note(err: unknown, event: string): void {
    this.count++;
    if (this.#bucket.take()) this.#log.error({ err, count: this.count }, event);
  }
}
