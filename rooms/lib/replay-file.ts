import type { BroadcastIndex } from "./broadcast.ts";
import { checkIndex } from "./broadcast-index.ts";
import { ByteReader, ByteWriter } from "./bytes.ts";

/**
 * A replay as one file, `<matchId>.velarium`: "VELB", a byte for the format, the length of the index, the index as JSON, and
 * then the sealed segments, back to back in order, each gzip.
 */
const MARK = [0x56, 0x45, 0x4c, 0x42]; // "VELB"
const FORMAT = 1;
/** Ten hours of play have 2 MB. */
const MAX_INDEX_BYTES = 8 * 1024 * 1024;

export type ReplayProblem = "not a replay" | "an unknown format" | "cut short" | "damaged";

export interface ReplayFile {
  readonly index: BroadcastIndex;
  /** The gzip bytes of a segment; undefined where there is none. What they unpack to is bounded by its entry's `rawBytes`. */
  segment(n: number): Uint8Array | undefined;
}

/** What comes before the segments of `index`. */
export function replayFileStart(index: BroadcastIndex): Uint8Array {
  const out = new ByteWriter();
  for (const byte of [...MARK, FORMAT]) out.byte(byte);
  out.json(index);
  return out.take();
}

/** Reads a file that may come from anywhere; segments stay as they are until they are asked for. */
export function readReplayFile(bytes: Uint8Array): { ok: true; file: ReplayFile } | { ok: false; problem: ReplayProblem } {
  for (let i = 0; i < MARK.length; i++) if (bytes[i] !== MARK[i]) return { ok: false, problem: "not a replay" };
  if (bytes.length <= MARK.length) return { ok: false, problem: "cut short" };
  if (bytes[MARK.length] !== FORMAT) return { ok: false, problem: "an unknown format" };
  const from = new ByteReader(bytes.subarray(MARK.length + 1));
  const length = lengthOf(from);
  if (typeof length === "string") return { ok: false, problem: length };
  const index = parse(from.raw(length));
  if (!index || index.state === "live") return { ok: false, problem: "damaged" };
  const ends: number[] = [];
  let end = bytes.length - from.left;
  for (const entry of index.segments) {
    end += entry.bytes;
    ends.push(end);
  }
  if (end !== bytes.length) return { ok: false, problem: end > bytes.length ? "cut short" : "damaged" };
  const segment = (n: number) => {
    const entry = index.segments[n];
    return entry && bytes.subarray((ends[n] ?? 0) - entry.bytes, ends[n]);
  };
  return { ok: true, file: { index, segment } };
}

function lengthOf(from: ByteReader): number | "cut short" | "damaged" {
  try {
    const length = from.varint();
    if (length > MAX_INDEX_BYTES) return "damaged";
    return length > from.left ? "cut short" : length;
  } catch {
    return from.left <= 0 ? "cut short" : "damaged";
  }
}

function parse(json: Uint8Array): BroadcastIndex | undefined {
  let text = "";
  for (const byte of json) text += String.fromCharCode(byte);
  try {
    return checkIndex(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
