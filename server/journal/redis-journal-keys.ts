import type { MatchId } from "../ids.ts";

/** Of journals that may have to be archived by whoever is there. */
export const JOURNALS = "velarium:journals";

/** What Redis holds of one match, on one slot of a cluster. */
export interface RedisJournalKeys {
  /** A stream: each entry a piece of the record. */
  readonly record: string;
  /** A stream: each entry a frame and the number of its segment; those of the newest segments alone. */
  readonly frames: string;
  /** A hash: sealed segments by number. */
  readonly segments: string;
  /** A hash: `head`, an entry for each sealed segment by number, `open` (where the newest full state is), `end` once it is whole, `closed` where it was given up. */
  readonly index: string;
  /** There while somebody writes the broadcast. */
  readonly live: string;
}

export function keysOf(match: MatchId): RedisJournalKeys {
  const key = (name: string) => `velarium:journal:{${match}}:${name}`;
  return { record: key("record"), frames: key("frames"), segments: key("segments"), index: key("index"), live: key("live") };
}
