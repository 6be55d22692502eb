import { ByteReader, ByteWriter } from "./bytes.ts";
import type { Inputs, MatchOptions, Outcome, SystemInput } from "./game.ts";
import { type Layout, type Scalar, scalarsOf } from "./layout.ts";

/**
 * The record of a match: frames of [length varint][kind][payload] after a 5-byte mark. A tick frame holds the tick's
 * system inputs and, of the effective inputs, those that changed; a hash frame the hash of the world after the tick
 * before it. A record cut by a crash is readable up to its last whole frame.
 */
export interface RecordHeader {
  readonly game: string;
  readonly build: string;
  readonly matchId: string;
  readonly seed: number;
  /** What `create` was given beside the seed. */
  readonly options: MatchOptions;
  /** Milliseconds since 1970, UTC. */
  readonly startedAt: number;
}

export type RecordFrame<I> =
  | { readonly kind: "tick"; readonly tick: number; readonly inputs: Inputs<I> }
  | { readonly kind: "hash"; readonly tick: number; readonly hash: string }
  | { readonly kind: "end"; readonly outcome: Outcome | { readonly reason: string } };

const MARK = [0x56, 0x45, 0x4c, 0x52, 1]; // "VELR", format 1
const HEADER = 0;
const TICK = 1;
const HASH = 2;
const END = 3;
const GONE = 0xff;
const MAX_SEATS = 255;

/** Turns a match into bytes, tick by tick; each call returns the bytes to append. */
export class RecordEncoder<I extends object> {
  readonly #fields: readonly Scalar[];
  readonly #last: (Record<string, number | boolean> | undefined)[] = [];
  readonly #frame = new ByteWriter();
  readonly #out = new ByteWriter();

  /** `layout` is that of the game's Input. */
  constructor(layout: Layout) {
    this.#fields = scalarsOf(layout);
  }

  header(header: RecordHeader): Uint8Array {
    for (const byte of MARK) this.#out.byte(byte);
    this.#frame.json(header);
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
    return this.#emit(HASH);
  }

  end(outcome: Outcome | { reason: string }): Uint8Array {
    this.#frame.json(outcome);
    return this.#emit(END);
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
    const changed: number[] = [];
    this.#fields.forEach((field, index) => {
      if (!last || last[field.name] !== input[field.name]) changed.push(index);
    });
    if (last && changed.length === 0) return;
    this.#frame.byte(seat);
    this.#frame.byte(changed.length);
    const kept: Record<string, number | boolean> = { ...last };
    for (const index of changed) {
      const field = this.#fields[index];
      if (!field) continue;
      const value = input[field.name] as number | boolean;
      kept[field.name] = value;
      this.#frame.byte(index);
      if (field.type === "float32" || field.type === "float64") this.#frame.float64(value as number);
      else this.#frame.zigzag(Number(value));
    }
    this.#last[seat] = kept;
  }

  #emit(kind: number): Uint8Array {
    const payload = this.#frame.take();
    this.#out.varint(payload.length + 1);
    this.#out.byte(kind);
    this.#out.raw(payload);
    return this.#out.take();
  }
}

export type RecordProblem = "not a record" | "an unknown format" | "a broken frame";

export interface RecordReading<I> {
  readonly header: RecordHeader;
  /** Every whole frame, in order. Throws RangeError where the bytes are damaged. */
  frames(): Generator<RecordFrame<I>>;
}

/** Reads the header of a record; `layoutFor` gives the Input layout of the game it names. */
export function readRecord<I extends object>(
  bytes: Uint8Array,
  layoutFor: (game: string) => Layout | undefined,
): { ok: true; record: RecordReading<I> } | { ok: false; problem: RecordProblem | `the game "${string}", which is not in the catalogue` } {
  for (let i = 0; i < MARK.length - 1; i++) if (bytes[i] !== MARK[i]) return { ok: false, problem: "not a record" };
  if (bytes[MARK.length - 1] !== MARK[MARK.length - 1]) return { ok: false, problem: "an unknown format" };
  const reader = new ByteReader(bytes.subarray(MARK.length));
  try {
    const first = nextFrame(reader);
    if (!first || first.kind !== HEADER) return { ok: false, problem: "a broken frame" };
    const header = checkHeader(first.payload.json());
    if (!header) return { ok: false, problem: "a broken frame" };
    const layout = layoutFor(header.game);
    if (!layout) return { ok: false, problem: `the game "${header.game}", which is not in the catalogue` };
    return { ok: true, record: { header, frames: () => frames<I>(reader, scalarsOf(layout)) } };
  } catch {
    return { ok: false, problem: "a broken frame" };
  }
}

function* frames<I extends object>(reader: ByteReader, fields: readonly Scalar[]): Generator<RecordFrame<I>> {
  const last: (Record<string, number | boolean> | undefined)[] = [];
  for (let frame = nextFrame(reader); frame; frame = nextFrame(reader)) {
    if (frame.kind === TICK) yield readTick<I>(frame.payload, fields, last);
    else if (frame.kind === HASH) yield readHash(frame.payload);
    else if (frame.kind === END) yield { kind: "end", outcome: frame.payload.json() as Outcome };
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
  if (length > reader.left) return undefined;
  const payload = new ByteReader(reader.raw(length));
  return { kind: payload.byte(), payload };
}

function readTick<I extends object>(
  payload: ByteReader,
  known: readonly Scalar[],
  last: (Record<string, number | boolean> | undefined)[],
): RecordFrame<I> {
  const tick = payload.varint();
  const count = payload.varint();
  const system: SystemInput[] = [];
  for (let i = 0; i < count; i++) system.push(payload.json() as SystemInput);
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
      if (field.type === "float32" || field.type === "float64") input[field.name] = payload.float64();
      else input[field.name] = field.type === "boolean" ? payload.zigzag() === 1 : payload.zigzag();
    }
    last[seat] = input;
  }
  const seats: (I | undefined)[] = [];
  for (let seat = 0; seat < last.length; seat++) seats[seat] = last[seat] as I | undefined;
  return { kind: "tick", tick, inputs: { system, seats } };
}

function readHash<I>(payload: ByteReader): RecordFrame<I> {
  const tick = payload.varint();
  let hash = "";
  for (let i = 0; i < 8; i++) hash += payload.byte().toString(16).padStart(2, "0");
  return { kind: "hash", tick, hash };
}

function checkHeader(value: unknown): RecordHeader | undefined {
  if (value === null || typeof value !== "object") return undefined;
  const header = value as Record<string, unknown>;
  const texts = ["game", "build", "matchId"].every((key) => typeof header[key] === "string");
  const numbers = ["seed", "startedAt"].every((key) => typeof header[key] === "number");
  const options = header.options !== null && typeof header.options === "object";
  return texts && numbers && options ? (value as RecordHeader) : undefined;
}
