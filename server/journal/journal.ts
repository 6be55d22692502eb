import type { BroadcastFrame, BroadcastHead, BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import type { MatchId } from "../ids.ts";

/** A stream of one match while it is written. */
export interface JournalStream<T> {
  /** Queues in order; returns at once and never throws. A failure is kept for `close`. */
  append(item: T): void;
  /** Resolves once everything is stored; rejects where something was not. Repeating it changes nothing. */
  close(): Promise<void>;
}

/** Bytes of a record, or what makes them: it is called once, in order, when they are stored. */
export type RecordPiece = Uint8Array | (() => Uint8Array);

export function bytesOf(piece: RecordPiece): Uint8Array {
  return typeof piece === "function" ? piece() : piece;
}

/** Stops a tail. */
export type StopTail = () => void;

/**
 * Two append-only streams for each match: the record, which stays inside while the match runs, and the broadcast, which is
 * what spectators may see (when they may see it is the reader's to keep). Of what was appended, a process that is killed loses
 * at most what came after its last turn of writing: of 200 ms, or as long as it was too busy to take a turn. Nothing is forced to
 * a disk before it is archived: a machine that loses its power loses what its system had not written yet, on Linux up to half a minute.
 */
export interface Journal {
  openRecord(match: MatchId): JournalStream<RecordPiece>;
  /** Frames become sealed segments, each from one `state` frame to the next; an `end` frame makes the broadcast whole. */
  openBroadcast(head: BroadcastHead): JournalStream<BroadcastFrame>;
  /** The bytes of the record stored so far; undefined where there is none. */
  readRecord(match: MatchId): Promise<Uint8Array | undefined>;
  /** What is sealed so far; undefined where there is no such broadcast. */
  index(match: MatchId): Promise<BroadcastIndex | undefined>;
  /** The frames of a sealed segment, gzip; undefined where there is none. Once it is there it never changes. */
  segment(match: MatchId, n: number): Promise<Uint8Array | undefined>;
  /** Calls `listener` with the frames of a live broadcast from its newest full state on, in order, each once; undefined where none is live. */
  tail(match: MatchId, listener: (frame: BroadcastFrame) => void): Promise<StopTail | undefined>;
}
