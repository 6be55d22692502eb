import { ByteReader, ByteWriter } from "./bytes.ts";
import type { Moment } from "./game.ts";
import { PatchPacker, PatchUnpacker } from "./patch-packing.ts";

/**
 * The broadcast of a match: what a spectator may see of it, as frames of [length varint][kind][tick varint][ms varint][payload].
 * Frames are kept in segments of about two seconds; each begins with a full state, so that play can begin at any of them.
 */
export interface BroadcastHead {
  /** Of its frames; 1 where it is absent. */
  readonly format?: number;
  readonly game: string;
  readonly build: string;
  readonly matchId: string;
  /** Of its invite, empty where everybody may watch; earlier builds have it in the states alone. */
  readonly code?: string;
  /** Milliseconds since 1970, UTC; a frame's `atMs` counts from here. */
  readonly startedAt: number;
  readonly tickHz: number;
  readonly patchHz: number;
  /** How to decode the states: Colyseus' reflection handshake, in hex digits. It travels along, so that an older match still plays. */
  readonly schema: string;
}

/** `bytes` of a state or patch are Colyseus' own without the protocol byte; those of a message its type and payload. */
export type BroadcastFrame =
  | { readonly kind: "state" | "patch" | "message"; readonly tick: number; readonly atMs: number; readonly bytes: Uint8Array }
  | { readonly kind: "moment"; readonly tick: number; readonly atMs: number; readonly moment: Moment }
  | { readonly kind: "end"; readonly tick: number; readonly atMs: number };

/** What is written. Who finds a larger number says that it is too old for it. */
export const BROADCAST_FORMAT = 1;

export interface SegmentEntry {
  readonly n: number;
  readonly firstTick: number;
  readonly lastTick: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** Size as it is stored (gzip), and of its frames. */
  readonly bytes: number;
  readonly rawBytes: number;
}

/** What there is of a broadcast: `segments` in order and without a gap, from 0. */
export interface BroadcastIndex {
  readonly head: BroadcastHead;
  readonly segments: readonly SegmentEntry[];
  readonly moments: readonly (Moment & { readonly tick: number })[];
  /** `cut`: its end is missing, because a process died or a disk was full. */
  readonly state: "live" | "whole" | "cut";
}

const KINDS = ["state", "patch", "message", "moment", "end"] as const;
/** A patch as PatchPacker makes it of those before it in its segment. */
const PACKED = KINDS.length;
/** Bounds of what a reader does for a hostile broadcast; the largest segment that was measured has 60 kB. */
export const MAX_SEGMENT_BYTES = 4 * 1024 * 1024;

/** One frame, which needs no other to be read. */
export function encodeFrame(frame: BroadcastFrame): Uint8Array {
  const body = new ByteWriter();
  begin(body, KINDS.indexOf(frame.kind), frame);
  if (frame.kind === "moment") body.json(frame.moment);
  else if (frame.kind !== "end") body.raw(frame.bytes);
  const out = new ByteWriter();
  out.varint(body.length);
  out.move(body);
  return out.take();
}

/** The frames of one segment, in order, so that they compress well: they are read together, from its first on. */
export class SegmentEncoder {
  readonly #packer = new PatchPacker();
  readonly #body = new ByteWriter();
  readonly #out = new ByteWriter();

  /** Returns its bytes in the segment. */
  encode(frame: BroadcastFrame): Uint8Array {
    const start = this.#out.length;
    if (frame.kind === "patch") {
      begin(this.#body, PACKED, frame);
      this.#packer.pack(frame.bytes, this.#body);
      this.#out.varint(this.#body.length);
      this.#out.move(this.#body);
    } else this.#out.raw(encodeFrame(frame));
    return this.#out.view(start);
  }

  /** All frames so far. */
  get bytes(): Uint8Array {
    return this.#out.view();
  }
}

function begin(body: ByteWriter, kind: number, { tick, atMs }: BroadcastFrame): void {
  body.byte(kind);
  body.varint(tick);
  body.varint(atMs);
}

/** Every whole frame of a segment, or of frames that need no other, in order; a cut last one is left out. Throws RangeError where the bytes are damaged. */
export function* readFrames(bytes: Uint8Array): Generator<BroadcastFrame> {
  const reader = new ByteReader(bytes);
  let unpacker = new PatchUnpacker();
  while (reader.left > 0) {
    const length = lengthOf(reader);
    if (length === undefined || length > reader.left) return;
    const frame = readFrame(new ByteReader(reader.raw(length)), unpacker);
    if (frame.kind === "state") unpacker = new PatchUnpacker();
    yield frame;
  }
}

function lengthOf(reader: ByteReader): number | undefined {
  try {
    const length = reader.varint();
    if (length > MAX_SEGMENT_BYTES) throw new RangeError(`a frame of ${length} bytes is longer than any that is written`);
    return length;
  } catch (error) {
    if (reader.left <= 0) return undefined;
    throw error;
  }
}

function readFrame(body: ByteReader, unpacker: PatchUnpacker): BroadcastFrame {
  const tag = body.byte();
  const kind = KINDS[tag];
  const tick = body.varint();
  const atMs = body.varint();
  if (tag === PACKED) return { kind: "patch", tick, atMs, bytes: unpacker.unpack(body.raw(body.left)) };
  if (kind === undefined) throw new RangeError("a frame is of an unknown kind");
  if (kind === "end") return { kind, tick, atMs };
  if (kind === "moment") return { kind, tick, atMs, moment: readMoment(body.json()) };
  return { kind, tick, atMs, bytes: body.raw(body.left) };
}

/** A moment as it may come from anywhere: checked. */
export function readMoment(raw: unknown): Moment {
  const { kind, seats } = (raw ?? {}) as Partial<Record<keyof Moment, unknown>>;
  if (typeof kind !== "string" || kind.length > 32 || !Array.isArray(seats) || seats.length > 255) throw new RangeError("a moment is malformed");
  if (!seats.every((seat) => Number.isInteger(seat) && seat >= 0 && seat <= 255)) throw new RangeError("a moment names no seat");
  return { kind, seats: seats as number[] };
}
