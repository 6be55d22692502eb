const PRINTABLE = /^[\x20-\x7e]*$/;

/** Walks a frame; every read says undefined (or false) where the frame ends too early, and moves nowhere past its end. */
export class FrameReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset: number;

  constructor(bytes: Uint8Array, offset: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#offset = offset;
  }

  get atEnd(): boolean {
    return this.#offset >= this.#bytes.length;
  }

  byte(): number | undefined {
    return this.#bytes[this.#offset++];
  }

  /** An unsigned big-endian whole number of 1, 2 or 4 bytes, as MessagePack writes lengths. */
  unsigned(size: 1 | 2 | 4): number | undefined {
    const at = this.#offset;
    if (!this.skip(size)) return undefined;
    return size === 1 ? this.#view.getUint8(at) : size === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at);
  }

  skip(count: number): boolean {
    if (count > this.#bytes.length - this.#offset) return false;
    this.#offset += count;
    return true;
  }

  /** The text of the next `length` bytes; undefined where they are not UTF-8. */
  text(length: number): string | undefined {
    const at = this.#offset;
    if (!this.skip(length)) return undefined;
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(this.#bytes.subarray(at, at + length));
    } catch {
      return undefined;
    }
  }

  /** A number as @colyseus/schema writes them: one byte, or a prefix and a little-endian value. */
  number(): number | undefined {
    const prefix = this.byte();
    if (prefix === undefined) return undefined;
    if (prefix < 0x80) return prefix;
    if (prefix > 0xdf) return prefix - 0x100;
    const size = NUMBER_SIZES[prefix];
    const at = this.#offset;
    if (size === undefined || !this.skip(size)) return undefined;
    return NUMBER_READERS[prefix]?.(this.#view, at);
  }

  /** A printable ASCII text as @colyseus/schema writes short ones: a length below 32 in its prefix, or in the byte after it. */
  shortText(): string | undefined {
    const prefix = this.byte();
    const length = prefix === 0xd9 ? this.byte() : prefix !== undefined && prefix > 0xa0 && prefix < 0xc0 ? prefix & 0x1f : undefined;
    const text = length === undefined ? undefined : this.text(length);
    return text !== undefined && PRINTABLE.test(text) ? text : undefined;
  }
}

const NUMBER_SIZES: Readonly<Record<number, number>> = { 202: 4, 203: 8, 204: 1, 205: 2, 206: 4, 207: 8, 208: 1, 209: 2, 210: 4, 211: 8 };
const NUMBER_READERS: Readonly<Record<number, (view: DataView, at: number) => number>> = {
  202: (view, at) => view.getFloat32(at, true),
  203: (view, at) => view.getFloat64(at, true),
  204: (view, at) => view.getUint8(at),
  205: (view, at) => view.getUint16(at, true),
  206: (view, at) => view.getUint32(at, true),
  207: (view, at) => Number(view.getBigUint64(at, true)),
  208: (view, at) => view.getInt8(at),
  209: (view, at) => view.getInt16(at, true),
  210: (view, at) => view.getInt32(at, true),
  211: (view, at) => Number(view.getBigInt64(at, true)),
};
