import type { MatchId } from "../ids.ts";

/** The record of one match while it is written. */
export interface RecordStream {
  /** Queues bytes in order; returns at once. A failure is kept for `close`. */
  append(bytes: Uint8Array): void;
  /** Resolves once every byte is stored; rejects where one was not. Repeating it changes nothing. */
  close(): Promise<void>;
}

/** Where records of matches are kept. */
export interface Journal {
  open(match: MatchId): RecordStream;
  /** The bytes stored so far; undefined where there is no such match. */
  read(match: MatchId): Promise<Uint8Array | undefined>;
}
