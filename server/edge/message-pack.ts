import type { FrameReader } from "./frame-reader.ts";

const MAX_DEPTH = 8;
/** Values of one message, keys included. */
const MAX_VALUES = 256;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Moves past one MessagePack value; false where it is anything that JSON could not have said: whole numbers beyond 32 bits,
 * raw bytes, extensions, keys that are no text. `undefined`, which the SDK sends as an extension, may stand for a value.
 */
export function skipMessagePack(reader: FrameReader): boolean {
  return skipValue(reader, 1, { values: MAX_VALUES });
}

function skipValue(reader: FrameReader, depth: number, budget: { values: number }): boolean {
  const head = reader.byte();
  if (head === undefined || --budget.values < 0 || depth > MAX_DEPTH) return false;
  if (head < 0x80 || head >= 0xe0) return true;
  if (head < 0x90) return skipEntries(reader, head & 0x0f, depth, budget);
  if (head < 0xa0) return skipItems(reader, head & 0x0f, depth, budget);
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
      return reader.byte() === 0 && reader.byte() === 0;
    case 0xd9:
      return skipText(reader, 1);
    case 0xda:
      return skipText(reader, 2);
    case 0xdc:
      return skipItems(reader, reader.unsigned(2), depth, budget);
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

function skipItems(reader: FrameReader, count: number | undefined, depth: number, budget: { values: number }): boolean {
  if (count === undefined || count > budget.values) return false;
  for (let i = 0; i < count; i++) if (!skipValue(reader, depth + 1, budget)) return false;
  return true;
}

function skipEntries(reader: FrameReader, count: number | undefined, depth: number, budget: { values: number }): boolean {
  if (count === undefined || count > budget.values) return false;
  for (let i = 0; i < count; i++) {
    const key = reader.shortText();
    if (key === undefined || FORBIDDEN_KEYS.has(key) || !skipValue(reader, depth + 1, budget)) return false;
  }
  return true;
}
