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
    const last = this.#last;
    const base = last.begin(patch);
    const count = last.cut(patch);
    out.varint(count);
    for (let part = 0, start = 0; part < count; start = last.end(part++)) out.varint(last.end(part) - start);
    for (let part = 0, start = 0; part < count; start = last.end(part++)) {
      const end = last.end(part);
      const before = last.swap(base + start, end - start);
      const named = before < 0 ? end : Math.min(start + NAME_BYTES, end);
      for (let i = start; i < named; i++) out.byte(patch[i] as number);
      for (let i = named; i < end; i++) out.byte((patch[i] as number) - last.at(before + i - start));
    }
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
    const { left } = from;
    const last = this.#last;
    const base = last.begin(from.raw(left));
    let start = 0;
    for (const length of lengths) {
      if (length < 1 || length > left - start) throw new RangeError("a part of a patch is longer than the patch");
      const before = last.swap(base + start, length);
      if (before >= 0) for (let i = NAME_BYTES; i < length; i++) last.add(base + start + i, last.at(before + i));
      start += length;
    }
    if (start !== left) throw new RangeError("a patch is longer than its parts");
    return last.since(base);
  }
}

/** All patches so far, and where in them the last part of each structure and length begins. */
class LastParts {
  #bytes = new Uint8Array(4096);
  #length = 0;
  readonly #starts = new Map<number, number>();
  readonly #ends: number[] = [];

  /** Takes a patch; returns where it begins. */
  begin(patch: Uint8Array): number {
    const base = this.#length;
    if (base + patch.length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#bytes.length * 2, base + patch.length));
      grown.set(this.#bytes.subarray(0, base));
      this.#bytes = grown;
    }
    this.#bytes.set(patch, base);
    this.#length += patch.length;
    return base;
  }

  /** Finds the parts of a patch; returns how many. */
  cut(patch: Uint8Array): number {
    let count = 0;
    for (let i = 1; i < patch.length; i++) if (patch[i] === SWITCH) this.#ends[count++] = i;
    if (patch.length > 0) this.#ends[count++] = patch.length;
    return count;
  }

  /** Where a part that was cut ends. */
  end(part: number): number {
    return this.#ends[part] as number;
  }

  at(index: number): number {
    return this.#bytes[index] as number;
  }

  add(index: number, value: number): void {
    this.#bytes[index] = (this.#bytes[index] as number) + value;
  }

  since(base: number): Uint8Array {
    return this.#bytes.slice(base, this.#length);
  }

  /** Remembers the part that begins at `start` in place of the last one; returns where that begins, -1 where there is none. */
  swap(start: number, length: number): number {
    const key = length * 256 + (length < NAME_BYTES ? 0 : (this.#bytes[start + 1] as number));
    const before = this.#starts.get(key) ?? -1;
    this.#starts.set(key, start);
    return before;
  }
}
