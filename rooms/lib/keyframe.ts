import { $refId } from "@colyseus/schema";
import { ByteReader, ByteWriter } from "./bytes.ts";
import { DataReader, DataWriter } from "./data-codec.ts";
import type { World } from "./game.ts";
import { hashData } from "./hash.ts";
import { type Field, type Layout, valuesOf } from "./layout.ts";
import { carries } from "./wire.ts";

/** All that a room needs to go on with a match: the whole world, and what its encoder and its clients count on. */
export interface Keyframe {
  /** On plain objects, `hidden` included. */
  readonly world: World;
  /** The room's clock. */
  readonly clockMs: number;
  /** Of the world, its children, maps and arrays, depth first in wire order; none where the world was not being encoded. */
  readonly refIds: readonly number[];
  readonly nextRefId: number;
}

/** Larger ones are none: that of a full Arena match has 3 kB. */
export const MAX_KEYFRAME_BYTES = 1024 * 1024;

type Bag = Record<string, unknown>;
interface MapLike {
  readonly size: number;
  forEach(visit: (value: unknown, key: string) => void): void;
}

/** What of a world's collection or child there is. */
const MISSING = 0;
const NOTHING = 1;
const PRESENT = 2;

/** `world` may be on Schema instances or plain. */
export function encodeKeyframe(layout: Layout, world: World, { clockMs, nextRefId }: { clockMs: number; nextRefId: number }): Uint8Array {
  const out = new ByteWriter();
  for (const byte of markOf(layout)) out.byte(byte);
  out.float64(clockMs);
  out.varint(nextRefId);
  const refIds: number[] = [];
  const writer = new KeyframeWriter(out, refIds);
  writer.object(layout, world as unknown as Bag);
  writer.hidden(world.hidden);
  out.varint(refIds.length);
  let last = 0;
  for (const id of refIds) {
    out.zigzag(id - last);
    last = id;
  }
  return out.take();
}

/** Throws RangeError where the bytes are damaged, or of a build whose state had other fields. */
export function decodeKeyframe(layout: Layout, bytes: Uint8Array): Keyframe {
  if (bytes.length > MAX_KEYFRAME_BYTES) throw new RangeError(`a keyframe of ${bytes.length} bytes is larger than any that is written`);
  const from = new ByteReader(bytes);
  for (const byte of markOf(layout)) if (from.byte() !== byte) throw new RangeError("a keyframe is of a build whose state was another");
  const clockMs = from.float64();
  const nextRefId = from.varint();
  const reader = new KeyframeReader(from);
  const world = reader.object(layout);
  world.hidden = reader.hidden();
  const count = from.varint();
  if (count > from.left) throw new RangeError("a keyframe has more reference ids than bytes");
  const refIds: number[] = [];
  let last = 0;
  for (let i = 0; i < count; i++) {
    last += from.zigzag();
    if (last < 0 || last >= nextRefId) throw new RangeError("a reference id is none that was given out");
    refIds.push(last);
  }
  if (from.left > 0) throw new RangeError("a keyframe is longer than it says");
  return { world: world as unknown as World, clockMs, refIds, nextRefId };
}

class KeyframeWriter {
  readonly #out: ByteWriter;
  readonly #data: DataWriter;
  readonly #refIds: number[];

  constructor(out: ByteWriter, refIds: number[]) {
    this.#out = out;
    this.#data = new DataWriter(out);
    this.#refIds = refIds;
  }

  object(layout: Layout, object: Bag): void {
    this.#ref(object);
    const { fields } = layout;
    const values = valuesOf(object);
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i] as Field;
      this.#field(field, values?.[i] ?? object[field.name]);
    }
  }

  hidden(data: unknown): void {
    this.#data.data(data);
  }

  #field(field: Field, value: unknown): void {
    if (field.kind === "scalar") {
      this.#data.data(value);
      return;
    }
    this.#out.byte(value === undefined ? MISSING : value === null ? NOTHING : PRESENT);
    if (value === undefined || value === null) return;
    if (field.kind === "child") this.object(field.layout, value as Bag);
    else if (field.kind === "map") this.#map(field.layout, value as MapLike);
    else this.#array(field.layout, value as ArrayLike<unknown>);
  }

  #map(layout: Layout | undefined, map: MapLike): void {
    this.#ref(map);
    this.#out.varint(map.size);
    map.forEach((item, key) => {
      this.#data.text(key);
      this.#element(layout, item);
    });
  }

  #array(layout: Layout | undefined, items: ArrayLike<unknown>): void {
    this.#ref(items);
    this.#out.varint(items.length);
    for (let i = 0; i < items.length; i++) this.#element(layout, items[i]);
  }

  #element(layout: Layout | undefined, item: unknown): void {
    if (layout) this.object(layout, item as Bag);
    else this.#data.data(item);
  }

  #ref(ref: object): void {
    const id = (ref as { [$refId]?: number })[$refId];
    if (id !== undefined) this.#refIds.push(id);
  }
}

class KeyframeReader {
  readonly #in: ByteReader;
  readonly #data: DataReader;

  constructor(from: ByteReader) {
    this.#in = from;
    this.#data = new DataReader(from);
  }

  object(layout: Layout): Bag {
    const object: Bag = {};
    for (const field of layout.fields) object[field.name] = this.#field(field);
    return object;
  }

  hidden(): unknown {
    const data = this.#data.data();
    if (data === null || typeof data !== "object") throw new RangeError("what is hidden is no record");
    return data;
  }

  #field(field: Field): unknown {
    if (field.kind === "scalar") return this.#scalar(field.type);
    const there = this.#in.byte();
    if (there === MISSING || there === NOTHING) return there === MISSING ? undefined : null;
    if (there !== PRESENT) throw new RangeError("a field is neither there nor missing");
    if (field.kind === "child") return this.object(field.layout);
    const length = this.#data.count(this.#in.varint());
    if (length > this.#in.left) throw new RangeError("a collection has more entries than bytes");
    const element = () => (field.layout ? this.object(field.layout) : this.#scalar(field.type));
    if (field.kind === "array") return Array.from({ length }, element);
    const map = new Map<string, unknown>();
    for (let i = 0; i < length; i++) map.set(this.#data.text(), element());
    if (map.size !== length) throw new RangeError("a map has a key twice");
    return map;
  }

  #scalar(type: string): unknown {
    const value = this.#data.data();
    if (value !== undefined && !carries(type, value)) throw new RangeError(`a field has a value that is no ${type}`);
    return value;
  }
}

const marks = new WeakMap<Layout, readonly number[]>();

/** Four bytes that name the fields of a state: a keyframe of others could only be misread. */
function markOf(layout: Layout): readonly number[] {
  const known = marks.get(layout);
  if (known) return known;
  const hash = hashData(describe(layout));
  const mark = [0, 2, 4, 6].map((at) => Number.parseInt(hash.slice(at, at + 2), 16));
  marks.set(layout, mark);
  return mark;
}

function describe(layout: Layout): unknown[] {
  return layout.fields.map((field) => {
    if (field.kind === "scalar") return [field.name, field.type];
    return [field.name, field.kind, field.layout ? describe(field.layout) : field.kind === "child" ? "" : field.type];
  });
}
