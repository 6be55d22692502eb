import type { BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import type { MatchId } from "../ids.ts";
import type { Journal } from "../journal/journal.ts";

/** Where broadcasts are read: the journal of this node, or another server that has waited for the delay already. */
export type BroadcastSource = Pick<Journal, "index" | "segment" | "tail">;

/** A broadcast that a source has. */
export interface FoundBroadcast {
  readonly source: BroadcastSource;
  readonly match: MatchId;
  readonly index: BroadcastIndex;
  /** What has to pass here before a spectator may see a frame. */
  readonly delayMs: number;
  /** The whole delay, from the match to us. */
  readonly shownDelayMs: number;
}
