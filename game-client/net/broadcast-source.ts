import type { BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import type { Answer } from "./request.ts";

/** What there is of a broadcast now, and how long after the fact it may be seen. */
export interface BroadcastListing extends BroadcastIndex {
  readonly delayMs: number;
}

/** Where segments of a broadcast come from: a server, or a file. */
export interface BroadcastSource {
  listing(): Promise<Answer<BroadcastListing>>;
  /** The sealed bytes of segment `n`; `journal/too-young` where they may not be seen yet. */
  segment(n: number): Promise<Answer<Uint8Array<ArrayBuffer>>>;
}
