/** What is taken shares buffers of this size: one for each taking costs more than to write it. */
const SHARED_BYTES = 4096;

/** A growing byte buffer: LEB128 varints, float64, and text as ASCII JSON, without Node or DOM types. */
export class ByteWriter {
  #bytes = new Uint8Array(256);
  /** What is before it was taken. */
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  byte(value: number): void {
    if (this.#end === this.#bytes.length) this.#reserve(1);
    this.#bytes[this.#end++] = value;
  }

  /** Unsigned, below 2^53. */
  varint(value: number): void {
    let rest = value;
    for (; rest > 0x7fffffff; rest = Math.floor(rest / 0x80)) this.byte((rest % 0x80) | 0x80);
    for (; rest >= 0x80; rest >>>= 7) this.byte((rest & 0x7f) | 0x80);
    this.byte(rest);
  }

  /** Signed, |value| below 2^52. */
  zigzag(value: number): void {
    this.varint(value < 0 ? -value * 2 - 1 : value * 2);
  }

  float64(value: number): void {
    this.#reserve(8);
    new DataView(this.#bytes.buffer).setFloat64(this.#end, value, true);
    this.#end += 8;
  }

  /** JSON in ASCII (other characters escaped), with its length before it. */
  json(value: unknown): void {
    const text = JSON.stringify(value).replace(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
    this.varint(text.length);
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i));
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** What another has, which is empty then. */
  move(from: ByteWriter): void {
    this.raw(from.view());
    from.#end = from.#start;
  }

  /** What was written from `start` on, without a copy: for as long as nothing is taken or moved from here. */
  view(start = 0): Uint8Array {
    return this.#bytes.subarray(this.#start + start, this.#end);
  }

  /** What was written since the last call, for good; it is a part of a buffer that others have parts of. */
  take(): Uint8Array {
    const taken = this.view();
    this.#start = this.#end;
    return taken;
  }

  #reserve(extra: number): void {
    if (this.#end + extra <= this.#bytes.length) return;
    const kept = this.view();
    this.#bytes = new Uint8Array(Math.max(2 * (kept.length + extra), Math.min(2 * this.#bytes.length, SHARED_BYTES)));
    this.#bytes.set(kept);
    this.#start = 0;
    this.#end = kept.length;
  }
}

/** Reads what ByteWriter wrote; throws RangeError beyond the end and on lengths that cannot be. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get offset(): number {
    return this.#offset;
  }

  get left(): number {
    return this.#bytes.length - this.#offset;
  }

  byte(): number {
    const value = this.#bytes[this.#offset++];
    if (value === undefined) throw new RangeError("the bytes end too early");
    return value;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 8; i++) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80 && value <= Number.MAX_SAFE_INTEGER) return value;
      scale *= 0x80;
    }
    throw new RangeError("a number is larger than any that is written");
  }

  zigzag(): number {
    const value = this.varint();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  float64(): number {
    if (this.left < 8) throw new RangeError("the bytes end too early");
    const value = this.#view.getFloat64(this.#offset, true);
    this.#offset += 8;
    return value;
  }

  json(): unknown {
    const bytes = this.raw(this.varint());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw new RangeError("a text is no JSON", { cause });
    }
  }

  raw(length: number): Uint8Array {
    if (length > this.left) throw new RangeError("the bytes end too early");
    const bytes = this.#bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return bytes;
  }
}
