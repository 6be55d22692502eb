import type { FrameReader } from "./frame-reader.ts";

const MAX_DEPTH = 8;
/** Values of one message, keys included. */
const MAX_VALUES = 256;
/** How the SDK's encoder marks a record, and the first number that it gives one. */
const RECORD = 0x72;
const FIRST_RECORD = 0x40;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Moves past one MessagePack value; false where it is anything that JSON could not have said: whole numbers beyond 32 bits,
 * raw bytes, extensions, keys that are no text. Two things that the SDK sends as extensions may stand for a value: `undefined`,
 * and an object as a record: its keys once, under a number by which they can be used again in the same message.
 */
export function skipMessagePack(reader: FrameReader): boolean {
  return skipValue(reader, 1, { values: MAX_VALUES, records: new Map() });
}

interface Budget {
  values: number;
  /** How many keys each record has that was defined, by its number. */
  readonly records: Map<number, number>;
}

function skipValue(reader: FrameReader, depth: number, budget: Budget): boolean {
  const head = reader.byte();
  if (head === undefined || --budget.values < 0 || depth > MAX_DEPTH) return false;
  if (head >= FIRST_RECORD && head < 0x80 && budget.records.has(head)) return skipAll(reader, budget.records.get(head), depth, budget);
  if (head < 0x80 || head >= 0xe0) return true;
  if (head < 0x90) return skipEntries(reader, head & 0x0f, depth, budget);
  if (head < 0xa0) return skipAll(reader, head & 0x0f, depth, budget);
  if (head < 0xc0) return reader.text(head & 0x1f) !== undefined;
  switch (head) {
    case 0xc0: // nil
    case 0xc2: // false
    case 0xc3: // true
      return true;
    case 0xca: // float 32
    case 0xce: // uint 32
    case 0xd2: // int 32
      return reader.skip(4);
    case 0xcb: // float 64
      return reader.skip(8);
    case 0xcc: // uint 8
    case 0xd0: // int 8
      return reader.skip(1);
    case 0xcd: // uint 16
    case 0xd1: // int 16
      return reader.skip(2);
    case 0xd4: // extension of one byte: undefined is type 0, value 0
      return skipExtension(reader, depth, budget);
    case 0xd9:
      return skipText(reader, 1);
    case 0xda:
      return skipText(reader, 2);
    case 0xdc:
      return skipAll(reader, reader.unsigned(2), depth, budget);
    case 0xde:
      return skipEntries(reader, reader.unsigned(2), depth, budget);
    default:
      return false;
  }
}

function skipText(reader: FrameReader, size: 1 | 2): boolean {
  const length = reader.unsigned(size);
  return length !== undefined && reader.text(length) !== undefined;
}

function skipExtension(reader: FrameReader, depth: number, budget: Budget): boolean {
  const type = reader.byte();
  const value = reader.byte();
  if (type !== RECORD) return type === 0 && value === 0;
  if (value === undefined || value < FIRST_RECORD || value >= 0x80) return false;
  const count = skipKeys(reader, budget);
  if (count === undefined) return false;
  budget.records.set(value, count);
  return skipAll(reader, count, depth, budget);
}

/** How many keys there are; undefined where one is none. */
function skipKeys(reader: FrameReader, budget: Budget): number | undefined {
  const head = reader.byte() ?? 0;
  const count = head >= 0x90 && head < 0xa0 ? head & 0x0f : head === 0xdc ? reader.unsigned(2) : undefined;
  if (count === undefined || count > budget.values) return undefined;
  budget.values -= count;
  for (let i = 0; i < count; i++) {
    const key = reader.shortText();
    if (key === undefined || FORBIDDEN_KEYS.has(key)) return undefined;
  }
  return count;
}

function skipAll(reader: FrameReader, count: number | undefined, depth: number, budget: Budget): boolean {
  if (count === undefined || count > budget.values) return false;
  for (let i = 0; i < count; i++) if (!skipValue(reader, depth + 1, budget)) return false;
  return true;
}

function skipEntries(reader: FrameReader, count: number | undefined, depth: number, budget: Budget): boolean {
  if (count === undefined || count > budget.values) return false;
  for (let i = 0; i < count; i++) {
    const key = reader.shortText();
    if (key === undefined || FORBIDDEN_KEYS.has(key) || !skipValue(reader, depth + 1, budget)) return false;
  }
  return true;
}
