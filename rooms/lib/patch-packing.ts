import { ByteReader, type ByteWriter } from "./bytes.ts";

/** Schema begins what it says about another structure with this byte; elsewhere it is a byte like any other, which costs a few bytes. */
const SWITCH = 255;
/** Of a part, what names the structure; the rest is values. */
const NAME_BYTES = 2;

/**
 * Patches of one segment, packed before they are compressed: each is cut where another structure begins, and each part written
 * as its difference from the last one that was as long and about the same structure. Sealed segments of Arena become a fifth smaller.
 */
export class PatchPacker {
  readonly #last = new LastParts();

  pack(patch: Uint8Array, out: ByteWriter): void {
    const ends = cut(patch);
    out.varint(ends.length);
    let start = 0;
    for (const end of ends) {
      out.varint(end - start);
      start = end;
    }
    // A copy: `slice` of a Node buffer is none.
    const packed = new Uint8Array(patch);
    start = 0;
    for (const end of ends) {
      const last = this.#last.swap(patch, start, end);
      if (last) for (let i = start + NAME_BYTES; i < end; i++) packed[i] = (patch[i] as number) - (last[i - start] as number);
      start = end;
    }
    out.raw(packed);
  }
}

/** Gives patches back in the order in which they were packed; throws RangeError on what was not. */
export class PatchUnpacker {
  readonly #last = new LastParts();

  unpack(packed: Uint8Array): Uint8Array {
    const from = new ByteReader(packed);
    const count = from.varint();
    if (count > from.left) throw new RangeError("a patch has more parts than bytes");
    const lengths: number[] = [];
    for (let i = 0; i < count; i++) lengths.push(from.varint());
    const patch = new Uint8Array(from.raw(from.left));
    let start = 0;
    for (const length of lengths) {
      if (length < 1 || length > patch.length - start) throw new RangeError("a part of a patch is longer than the patch");
      const last = this.#last.of(patch, start, start + length);
      if (last) for (let i = NAME_BYTES; i < length; i++) patch[start + i] = (patch[start + i] as number) + (last[i] as number);
      this.#last.swap(patch, start, start + length);
      start += length;
    }
    if (start !== patch.length) throw new RangeError("a patch is longer than its parts");
    return patch;
  }
}

/** The last part of each structure and length. */
class LastParts {
  readonly #parts = new Map<number, Uint8Array>();

  of(patch: Uint8Array, start: number, end: number): Uint8Array | undefined {
    return this.#parts.get(keyOf(patch, start, end));
  }

  /** Remembers a part in place of the last one, which it returns. */
  swap(patch: Uint8Array, start: number, end: number): Uint8Array | undefined {
    const key = keyOf(patch, start, end);
    const last = this.#parts.get(key);
    this.#parts.set(key, patch.subarray(start, end));
    return last;
  }
}

function keyOf(patch: Uint8Array, start: number, end: number): number {
  return (end - start) * 256 + (end - start < NAME_BYTES ? 0 : (patch[start + 1] as number));
}

/** Where the parts end. */
function cut(patch: Uint8Array): number[] {
  const ends: number[] = [];
  for (let i = patch.indexOf(SWITCH, 1); i > 0; i = patch.indexOf(SWITCH, i + 1)) ends.push(i);
  if (patch.length > 0) ends.push(patch.length);
  return ends;
}
