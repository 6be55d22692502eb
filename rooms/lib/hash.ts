import type { Collection } from "./game.ts";
import { type Field, type Layout, valuesOf } from "./layout.ts";

/** 64 bits of state as two lanes; mixing after MurmurHash3 (Austin Appleby). A cheap fingerprint, no defence. */
interface Lanes {
  a: number;
  b: number;
}

/** Words that no small number is: an empty array is not 0. */
const ARRAY = 0x41525259;
const OBJECT = 0x4f424a54;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

/** Hash of a whole world, synced fields and `hidden`, equal on Schema instances and plain objects: 16 hex digits. */
export function hashWorld(layout: Layout, world: object): string {
  const lanes: Lanes = { a: 0x2545f491, b: 0x6c078965 };
  addObject(lanes, layout, world as Record<string, unknown>);
  addData(lanes, (world as { hidden?: unknown }).hidden);
  return hex(finish(lanes.a)) + hex(finish(lanes.b));
}

/** Hash of plain data: 16 hex digits. */
export function hashData(data: unknown): string {
  const lanes: Lanes = { a: 0x2545f491, b: 0x6c078965 };
  addData(lanes, data);
  return hex(finish(lanes.a)) + hex(finish(lanes.b));
}

function addObject(lanes: Lanes, layout: Layout, object: Record<string, unknown>): void {
  const { fields } = layout;
  const values = valuesOf(object);
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i] as Field;
    addField(lanes, field, values?.[i] ?? object[field.name]);
  }
}

function addField(lanes: Lanes, field: Field, value: unknown): void {
  if (field.kind === "scalar") addData(lanes, value);
  else if (value === undefined || value === null) addWord(lanes, 1);
  else if (field.kind === "child") addObject(lanes, field.layout, value as Record<string, unknown>);
  else if (field.kind === "array") addArray(lanes, field.layout, value as ArrayLike<unknown>);
  else addMap(lanes, field.layout, value as Collection<unknown>);
}

function addArray(lanes: Lanes, layout: Layout | undefined, items: ArrayLike<unknown>): void {
  addWord(lanes, items.length);
  for (let i = 0; i < items.length; i++) addElement(lanes, layout, items[i]);
}

function addMap(lanes: Lanes, layout: Layout | undefined, map: Collection<unknown>): void {
  const keys: string[] = [];
  map.forEach((_, key) => {
    keys.push(key);
  });
  // A decoded map can be ordered differently from the server's.
  keys.sort();
  addWord(lanes, keys.length);
  for (const key of keys) {
    addText(lanes, key);
    addElement(lanes, layout, map.get(key));
  }
}

function addElement(lanes: Lanes, layout: Layout | undefined, value: unknown): void {
  if (layout) addObject(lanes, layout, value as Record<string, unknown>);
  else addData(lanes, value);
}

function addData(lanes: Lanes, data: unknown): void {
  if (typeof data === "number") addNumber(lanes, data);
  else if (typeof data === "string") addText(lanes, data);
  else if (typeof data === "boolean") addWord(lanes, data ? 3 : 2);
  else if (data === undefined || data === null) addWord(lanes, 1);
  else if (Array.isArray(data)) {
    addWord(lanes, ARRAY ^ data.length);
    addItems(lanes, data);
  } else {
    const keys = Object.keys(data);
    addWord(lanes, OBJECT ^ keys.length);
    for (const key of keys) {
      addText(lanes, key);
      addData(lanes, (data as Record<string, unknown>)[key]);
    }
  }
}

/** Most are small numbers: one after another, without a call for each. */
function addItems(lanes: Lanes, items: readonly unknown[]): void {
  let { a, b } = lanes;
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (isSmall(item)) {
      a = mixA(a, item);
      b = mixB(b, item, a);
      continue;
    }
    lanes.a = a;
    lanes.b = b;
    addData(lanes, item);
    a = lanes.a;
    b = lanes.b;
  }
  lanes.a = a;
  lanes.b = b;
}

/** -0 is none. */
function isSmall(value: unknown): value is number {
  return typeof value === "number" && (value | 0) === value && (value !== 0 || 1 / value > 0);
}

function addNumber(lanes: Lanes, value: number): void {
  if (isSmall(value)) {
    addWord(lanes, value);
  } else {
    float[0] = value;
    addWord(lanes, words[0] as number);
    addWord(lanes, words[1] as number);
  }
}

function addText(lanes: Lanes, text: string): void {
  addWord(lanes, text.length);
  for (let i = 0; i < text.length; i++) addWord(lanes, text.charCodeAt(i));
}

function addWord(lanes: Lanes, word: number): void {
  lanes.a = mixA(lanes.a, word);
  lanes.b = mixB(lanes.b, word, lanes.a);
}

function mixA(lane: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  const a = lane ^ k;
  return (Math.imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0;
}

/** `a` is the other lane after the same word. */
function mixB(lane: number, word: number, a: number): number {
  const b = lane ^ Math.imul(word ^ 0x5bd1e995, 0x85ebca77);
  return (Math.imul((b << 17) | (b >>> 15), 9) + a) | 0;
}

function finish(lane: number): number {
  let h = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, "0");
}
