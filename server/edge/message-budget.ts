import { TokenBucket } from "../lib/token-bucket.ts";

/** A network that stalls for 40 s delivers what it held at once: an honest client must survive that. */
const STALL_SECONDS = 45;
/** Twice an honest rate, so that a burst is paid off as fast again as it grew. */
const REFILL_FACTOR = 2;

/** How many frames one client may send: an honest rate for ever, a long stall at once, no flood. */
export class MessageBudget {
  readonly #bucket: TokenBucket;

  constructor({ tickHz, nowMs }: { tickHz: number; nowMs?: () => number }) {
    this.#bucket = new TokenBucket(STALL_SECONDS * tickHz, REFILL_FACTOR * tickHz, nowMs);
  }

  /** False where this frame is beyond any honest client: close the connection. */
  take(): boolean {
    return this.#bucket.take();
  }
}
