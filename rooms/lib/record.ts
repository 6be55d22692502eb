import { ByteReader, ByteWriter } from "./bytes.ts";
import { Digest } from "./digest.ts";
import type { Inputs, Outcome, SystemInput } from "./game.ts";
import { decodeKeyframe, type Keyframe } from "./keyframe.ts";
import { type Layout, type Scalar, scalarsOf } from "./layout.ts";
import { checkHeader, checkOutcome, checkSystemInput, inputsOf, MAX_SEATS } from "./record-checks.ts";
import type { RecordHeader } from "./record-header.ts";
import { carries } from "./wire.ts";

/**
 * The record of a match: frames of [length varint][kind][payload] after a 5-byte mark. A tick frame holds the tick's
 * system inputs and, of the effective inputs, those that changed; a hash frame the hash of the world after the tick
 * before it, a keyframe that world itself. A record may begin with a keyframe, from which its match went on. Hash and end close with a digest of all bytes before it, so that no bit changes unseen, whether or not the
 * world depends on it. A record cut by a crash is readable up to its last whole frame.
 */
export type RecordFrame<I> =
  | { readonly kind: "tick"; readonly tick: number; readonly inputs: Inputs<I> }
  | { readonly kind: "hash"; readonly tick: number; readonly hash: string; readonly intact: Intact }
  | KeyframeFrame
  | { readonly kind: "end"; readonly outcome: Outcome | { readonly reason: string }; readonly intact: Intact };

/** The whole world after the tick before it, decoded when it is asked for: throws RangeError where it cannot be. */
export interface KeyframeFrame {
  readonly kind: "keyframe";
  readonly tick: number;
  /** `layout` is that of the game's State. */
  read(layout: Layout): Keyframe;
}

/** Whether all bytes before a frame are those that were written; undefined in a record of before there were digests. */
type Intact = boolean | undefined;

const MARK = [0x56, 0x45, 0x4c, 0x52]; // "VELR"
/** 2 has keyframes and digests. */
const FORMAT = 2;
const FORMATS: readonly (number | undefined)[] = [1, FORMAT];
/** Of the mark and the format. */
const MARK_BYTES = 5;
const HEADER = 0;
const TICK = 1;
const HASH = 2;
const END = 3;
const KEYFRAME = 4;
const GONE = 0xff;
const DIGEST_BYTES = 8;
/** Bounds of what a reader does for a hostile record: nine hours at 30 ticks a second, and more than any frame has. */
const MAX_TICKS = 1_000_000;
const MAX_FRAME_BYTES = 4 * 1024 * 1024;

/** Turns a match into bytes, tick by tick; each call returns the bytes to append. */
export class RecordEncoder<I extends object> {
  readonly #fields: readonly Scalar[];
  readonly #names: readonly string[];
  readonly #floats: readonly boolean[];
  /** Of each seat the value of each field. */
  readonly #last: ((number | boolean)[] | undefined)[] = [];
  readonly #changed: number[] = [];
  readonly #frame = new ByteWriter();
  readonly #out = new ByteWriter();
  readonly #digest = new Digest();

  /** `layout` is that of the game's Input. */
  constructor(layout: Layout) {
    this.#fields = scalarsOf(layout);
    this.#names = this.#fields.map(({ name }) => name);
    this.#floats = this.#fields.map(({ type }) => type === "float32" || type === "float64");
  }

  header(header: RecordHeader): Uint8Array {
    for (const byte of [...MARK, FORMAT]) this.#out.byte(byte);
    this.#frame.json({ ...header, inputs: inputsOf(this.#fields) });
    return this.#emit(HEADER);
  }

  tick(tick: number, inputs: Inputs<I>): Uint8Array {
    const frame = this.#frame;
    frame.varint(tick);
    frame.varint(inputs.system.length);
    for (const input of inputs.system) frame.json(input);
    const seats = Math.max(inputs.seats.length, this.#last.length);
    for (let seat = 0; seat < seats; seat++) this.#seat(seat, inputs.seats[seat] as Record<string, number | boolean> | undefined);
    return this.#emit(TICK);
  }

  hash(tick: number, hash: string): Uint8Array {
    this.#frame.varint(tick);
    for (let i = 0; i < 16; i += 2) this.#frame.byte(Number.parseInt(hash.slice(i, i + 2), 16));
    return this.#emit(HASH, true);
  }

  /** `bytes` as encodeKeyframe makes them of the world after `tick`. */
  keyframe(tick: number, bytes: Uint8Array): Uint8Array {
    this.#frame.varint(tick);
    this.#frame.raw(bytes);
    return this.#emit(KEYFRAME);
  }

  end(outcome: Outcome | { reason: string }): Uint8Array {
    this.#frame.json(outcome);
    return this.#emit(END, true);
  }

  #seat(seat: number, input: Record<string, number | boolean> | undefined): void {
    const last = this.#last[seat];
    if (!input) {
      if (!last) return;
      this.#frame.byte(seat);
      this.#frame.byte(GONE);
      this.#last[seat] = undefined;
      return;
    }
    const kept = last ?? [];
    const changed = this.#changed;
    changed.length = 0;
    for (let index = 0; index < this.#names.length; index++) {
      const value = input[this.#names[index] as string] as number | boolean;
      if (kept[index] === value) continue;
      kept[index] = value;
      changed.push(index);
    }
    if (last && changed.length === 0) return;
    this.#last[seat] = kept;
    this.#frame.byte(seat);
    this.#frame.byte(changed.length);
    for (const index of changed) {
      this.#frame.byte(index);
      if (this.#floats[index]) this.#frame.float64(kept[index] as number);
      else this.#frame.zigzag(Number(kept[index]));
    }
  }

  /** `sealed`: with a digest of all bytes before it at its end. */
  #emit(kind: number, sealed = false): Uint8Array {
    const out = this.#out;
    out.varint(this.#frame.length + 1 + (sealed ? DIGEST_BYTES : 0));
    out.byte(kind);
    out.move(this.#frame);
    this.#digest.add(out.view());
    if (sealed) {
      const digest = this.#digest.value();
      this.#digest.add(digest);
      out.raw(digest);
    }
    return out.take();
  }
}

export type RecordProblem =
  | "not a record"
  | "an unknown format"
  | "a broken frame"
  | "of a build whose inputs were others"
  | `of the game "${string}", which is not in the catalogue`;

export interface RecordReading<I> {
  readonly header: RecordHeader;
  /** Every whole frame, in order, from the first at each call. Throws RangeError where the bytes are damaged. */
  frames(): Generator<RecordFrame<I>>;
}

/** Reads the header of a record; `layoutFor` gives the Input layout of the game it names. */
export function readRecord<I extends object>(
  bytes: Uint8Array,
  layoutFor: (game: string) => Layout | undefined,
): { ok: true; record: RecordReading<I> } | { ok: false; problem: RecordProblem } {
  for (let i = 0; i < MARK.length; i++) if (bytes[i] !== MARK[i]) return { ok: false, problem: "not a record" };
  if (!FORMATS.includes(bytes[MARK.length])) return { ok: false, problem: "an unknown format" };
  const reader = new ByteReader(bytes.subarray(MARK_BYTES));
  try {
    const first = nextFrame(reader);
    if (!first || first.kind !== HEADER) return { ok: false, problem: "a broken frame" };
    const { inputs, ...written } = first.payload.json() as Record<string, unknown>;
    const header = checkHeader(written);
    if (!header) return { ok: false, problem: "a broken frame" };
    const layout = layoutFor(header.game);
    if (!layout) return { ok: false, problem: `of the game "${header.game}", which is not in the catalogue` };
    if (inputs !== inputsOf(scalarsOf(layout))) return { ok: false, problem: "of a build whose inputs were others" };
    const start = MARK_BYTES + reader.offset;
    return { ok: true, record: { header, frames: () => frames<I>(bytes, start, scalarsOf(layout)) } };
  } catch {
    return { ok: false, problem: "a broken frame" };
  }
}

function* frames<I extends object>(bytes: Uint8Array, start: number, fields: readonly Scalar[]): Generator<RecordFrame<I>> {
  const reader = new ByteReader(bytes.subarray(start));
  const digest = bytes[MARK.length] === 1 ? undefined : new Digest();
  let digested = 0;
  const last: (Record<string, number | boolean> | undefined)[] = [];
  let tick: number | undefined;
  let ticks = 0;
  for (let frame = nextFrame(reader); frame; frame = nextFrame(reader)) {
    const sealed = frame.kind === HASH || frame.kind === END;
    const upTo = start + reader.offset - (sealed ? DIGEST_BYTES : 0);
    digest?.add(bytes.subarray(digested, upTo));
    digested = upTo;
    if (frame.kind === TICK) {
      const read = readTick<I>(frame.payload, fields, last);
      if (tick !== undefined && read.tick !== tick + 1) throw new RangeError(`tick ${read.tick} comes after tick ${tick}`);
      if (++ticks > MAX_TICKS) throw new RangeError(`more than ${MAX_TICKS} ticks`);
      tick = read.tick;
      yield read;
    } else if (frame.kind === HASH) yield readHash(frame.payload, digest);
    else if (frame.kind === KEYFRAME) {
      const read = readKeyframe(frame.payload);
      if (tick !== undefined && read.tick !== tick) throw new RangeError(`a keyframe of tick ${read.tick} comes after tick ${tick}`);
      tick = read.tick;
      yield read;
    } else if (frame.kind === END) yield { kind: "end", outcome: checkOutcome(frame.payload.json()), intact: isIntact(frame.payload, digest) };
    else throw new RangeError(`frame kind ${frame.kind} is unknown`);
  }
}

/** The next whole frame; undefined at the end, also where the last frame is cut. */
function nextFrame(reader: ByteReader): { kind: number; payload: ByteReader } | undefined {
  if (reader.left === 0) return undefined;
  let length: number;
  try {
    length = reader.varint();
  } catch (error) {
    if (reader.left <= 0) return undefined;
    throw error;
  }
  if (length < 1) throw new RangeError("a frame has no kind");
  if (length > MAX_FRAME_BYTES) throw new RangeError(`a frame of ${length} bytes is longer than any that is written`);
  if (length > reader.left) return undefined;
  const payload = new ByteReader(reader.raw(length));
  return { kind: payload.byte(), payload };
}

function readTick<I extends object>(
  payload: ByteReader,
  known: readonly Scalar[],
  last: (Record<string, number | boolean> | undefined)[],
): Extract<RecordFrame<I>, { kind: "tick" }> {
  const tick = payload.varint();
  const count = payload.varint();
  const system: SystemInput[] = [];
  for (let i = 0; i < count; i++) system.push(checkSystemInput(payload.json()));
  while (payload.left > 0) {
    const seat = payload.byte();
    const fields = payload.byte();
    if (seat >= MAX_SEATS) throw new RangeError(`seat ${seat} cannot be`);
    if (fields === GONE) {
      last[seat] = undefined;
      continue;
    }
    const input: Record<string, number | boolean> = { ...last[seat] };
    for (let i = 0; i < fields; i++) {
      const field = known[payload.byte()];
      if (!field) throw new RangeError("an input has a field that the game does not know");
      const value = field.type === "float32" || field.type === "float64" ? payload.float64() : payload.zigzag();
      const read = field.type === "boolean" && (value === 0 || value === 1) ? value === 1 : value;
      if (!carries(field.type, read)) throw new RangeError(`${field.name} is ${value}, which is no ${field.type}`);
      input[field.name] = read;
    }
    last[seat] = input;
  }
  const seats: (I | undefined)[] = [];
  for (let seat = 0; seat < last.length; seat++) seats[seat] = last[seat] as I | undefined;
  return { kind: "tick", tick, inputs: { system, seats } };
}

function readHash<I>(payload: ByteReader, digest: Digest | undefined): RecordFrame<I> {
  const tick = payload.varint();
  let hash = "";
  for (let i = 0; i < 8; i++) hash += payload.byte().toString(16).padStart(2, "0");
  return { kind: "hash", tick, hash, intact: isIntact(payload, digest) };
}

function readKeyframe(payload: ByteReader): KeyframeFrame {
  const tick = payload.varint();
  const bytes = payload.raw(payload.left);
  return { kind: "keyframe", tick, read: (layout) => checkedKeyframe(tick, decodeKeyframe(layout, bytes)) };
}

function checkedKeyframe(tick: number, keyframe: Keyframe): Keyframe {
  if (keyframe.world.tick !== tick) throw new RangeError(`a keyframe of tick ${tick} holds tick ${keyframe.world.tick}`);
  return keyframe;
}

/** What is left of a payload is the digest, which `digest` has come to. */
function isIntact(payload: ByteReader, digest: Digest | undefined): Intact {
  if (!digest) return undefined;
  const written = payload.raw(DIGEST_BYTES);
  if (payload.left > 0) throw new RangeError("a frame is longer than it says");
  return digest.value().every((byte, index) => byte === written[index]);
}
