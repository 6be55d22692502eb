import type { ByteReader, ByteWriter } from "./bytes.ts";

/** Bytes from here up are tags; those below are small whole numbers themselves. */
const UNDEFINED = 0xf0;
const NULL = 0xf1;
const FALSE = 0xf2;
const TRUE = 0xf3;
const WHOLE = 0xf4;
const FLOAT = 0xf5;
const TEXT = 0xf6;
const LIST = 0xf7;
const WHOLES = 0xf8;
const RECORD = 0xf9;

/** Numbers whose zigzag a varint carries. */
const MOST_WHOLE = 0x8000000000000;
const MAX_DEPTH = 32;
/** Bounds of what hostile bytes can make of themselves: runs are written short. */
const MAX_VALUES = 1_000_000;

/** Writes plain data (what JSON has, undefined, and every number with its bits) compactly; keys of records are written once. */
export class DataWriter {
  readonly #out: ByteWriter;
  readonly #keys = new Map<string, number>();

  constructor(out: ByteWriter) {
    this.#out = out;
  }

  data(value: unknown): void {
    if (typeof value === "number") this.#number(value);
    else if (typeof value === "string") this.#tagged(TEXT, value);
    else if (value === undefined) this.#out.byte(UNDEFINED);
    else if (value === null) this.#out.byte(NULL);
    else if (typeof value === "boolean") this.#out.byte(value ? TRUE : FALSE);
    else if (Array.isArray(value)) this.#array(value);
    else this.#record(value as Record<string, unknown>);
  }

  text(text: string): void {
    this.#out.varint(text.length);
    for (let i = 0; i < text.length; i++) this.#out.varint(text.charCodeAt(i));
  }

  #tagged(tag: number, text: string): void {
    this.#out.byte(tag);
    this.text(text);
  }

  #number(value: number): void {
    if (!isWhole(value)) {
      this.#out.byte(FLOAT);
      this.#out.float64(value);
    } else if (value >= 0 && value < UNDEFINED) this.#out.byte(value);
    else {
      this.#out.byte(WHOLE);
      this.#out.zigzag(value);
    }
  }

  #array(items: readonly unknown[]): void {
    const wholes = items.length > 0 && areWhole(items);
    this.#out.byte(wholes ? WHOLES : LIST);
    this.#out.varint(items.length);
    if (!wholes) {
      for (const item of items) this.data(item);
      return;
    }
    for (let i = 0; i < items.length; ) i += this.#run(items as readonly number[], i);
  }

  /** One number, and where it is 0 or -1 (which fill unused places) how often it comes. */
  #run(items: readonly number[], from: number): number {
    const value = items[from] as number;
    this.#out.zigzag(value);
    if (value !== 0 && value !== -1) return 1;
    let count = 1;
    while (items[from + count] === value) count++;
    this.#out.varint(count);
    return count;
  }

  #record(record: Record<string, unknown>): void {
    const keys = Object.keys(record);
    this.#out.byte(RECORD);
    this.#out.varint(keys.length);
    for (const key of keys) {
      const index = this.#keys.get(key);
      this.#out.varint(index ?? this.#keys.size);
      if (index === undefined) {
        this.#keys.set(key, this.#keys.size);
        this.text(key);
      }
      this.data(record[key]);
    }
  }
}

/** Reads what DataWriter wrote; throws RangeError on what it cannot have written, in bounded time and memory. */
export class DataReader {
  readonly #in: ByteReader;
  readonly #keys: string[] = [];
  #values = 0;

  constructor(from: ByteReader) {
    this.#in = from;
  }

  data(depth = 0): unknown {
    this.count(1);
    const tag = this.#in.byte();
    if (tag < UNDEFINED) return tag;
    if (tag === WHOLE) return this.#in.zigzag();
    if (tag === FLOAT) return this.#in.float64();
    if (tag === TEXT) return this.text();
    if (tag === TRUE || tag === FALSE) return tag === TRUE;
    if (tag === UNDEFINED) return undefined;
    if (tag === NULL) return null;
    if (depth >= MAX_DEPTH) throw new RangeError("data is nested deeper than any that is written");
    if (tag === LIST) return this.#list(depth);
    if (tag === WHOLES) return this.#wholes();
    if (tag === RECORD) return this.#record(depth);
    throw new RangeError("data has an unknown tag");
  }

  text(): string {
    const length = this.count(this.#in.varint());
    if (length > this.#in.left) throw new RangeError("a text is longer than the bytes");
    const codes: number[] = [];
    for (let i = 0; i < length; i++) codes.push(this.#in.varint());
    let text = "";
    for (const code of codes) {
      if (code > 0xffff) throw new RangeError("a text has an unknown character");
      text += String.fromCharCode(code);
    }
    return text;
  }

  /** Counts values that are about to be made, and gives back how many. */
  count(values: number): number {
    this.#values += values;
    if (this.#values > MAX_VALUES) throw new RangeError(`data has more than ${MAX_VALUES} values`);
    return values;
  }

  #list(depth: number): unknown[] {
    const length = this.#in.varint();
    const items: unknown[] = [];
    for (let i = 0; i < length; i++) items.push(this.data(depth + 1));
    return items;
  }

  #wholes(): number[] {
    const length = this.count(this.#in.varint());
    const items: number[] = [];
    while (items.length < length) {
      const value = this.#in.zigzag();
      const run = value === 0 || value === -1 ? this.#in.varint() : 1;
      if (run < 1 || run > length - items.length) throw new RangeError("a run is longer than its list");
      for (let i = 0; i < run; i++) items.push(value);
    }
    return items;
  }

  #record(depth: number): Record<string, unknown> {
    const length = this.#in.varint();
    const record: Record<string, unknown> = {};
    for (let i = 0; i < length; i++) {
      const key = this.#key();
      if (Object.hasOwn(record, key)) throw new RangeError("a record has a key twice");
      record[key] = this.data(depth + 1);
    }
    return record;
  }

  #key(): string {
    const index = this.#in.varint();
    if (index > this.#keys.length) throw new RangeError("a record has an unknown key");
    if (index === this.#keys.length) this.#keys.push(this.text());
    const key = this.#keys[index] as string;
    // It would be no key of the record but its prototype.
    if (key === "__proto__") throw new RangeError("a record has a key that none has");
    return key;
  }
}

function areWhole(items: readonly unknown[]): boolean {
  for (let i = 0; i < items.length; i++) if (!isWhole(items[i])) return false;
  return true;
}

/** -0 is none: it has bits of its own. */
function isWhole(value: unknown): value is number {
  if (typeof value !== "number") return false;
  if ((value | 0) === value) return value !== 0 || 1 / value > 0;
  return Number.isInteger(value) && Math.abs(value as number) < MOST_WHOLE && (value !== 0 || 1 / (value as number) > 0);
}
