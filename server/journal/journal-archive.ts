import type { BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import type { MatchId } from "../ids.ts";
import type { Journal } from "./journal.ts";

/** What is kept of a match, and since when. */
export interface ArchivedMatch {
  readonly match: MatchId;
  readonly bytes: number;
  readonly archivedAt: Date;
}

/** Journals of matches that are over, for every node, whatever became of the one that wrote them. */
export interface JournalArchive {
  /** Copies what `journal` has of a match, where that is more than what is here. Repeating it changes nothing. */
  keep(match: MatchId, journal: Pick<Journal, "readRecord" | "index" | "segment">): Promise<void>;
  record(match: MatchId): Promise<Uint8Array | undefined>;
  /** Never of a state `live`. */
  index(match: MatchId): Promise<BroadcastIndex | undefined>;
  segment(match: MatchId, n: number): Promise<Uint8Array | undefined>;
  /** How much there is in all, and up to `limit` of the matches that have been here longest; not the first of `except`, which have `exceptBytes` together at most. */
  oldest(
    limit: number,
    except: ReadonlySet<string>,
    exceptBytes?: number,
  ): Promise<{ readonly bytes: number; readonly matches: readonly ArchivedMatch[] }>;
  /** Forgets matches. */
  drop(matches: readonly MatchId[]): Promise<void>;
}
