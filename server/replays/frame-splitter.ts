import { type BroadcastFrame, MAX_SEGMENT_BYTES, readFrames } from "../../rooms/lib/broadcast.ts";

/** Makes frames out of bytes that come in pieces; holds at most one frame that is not whole. */
export class FrameSplitter {
  #rest = Buffer.alloc(0);

  /** Every frame that is whole now. Throws RangeError where the bytes are damaged. */
  take(bytes: Uint8Array): BroadcastFrame[] {
    this.#rest = this.#rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#rest, bytes]);
    const whole = this.#wholeLength();
    const frames = [...readFrames(this.#rest.subarray(0, whole))];
    this.#rest = this.#rest.subarray(whole);
    return frames;
  }

  #wholeLength(): number {
    let whole = 0;
    for (;;) {
      let length = 0;
      let at = whole;
      let scale = 1;
      let byte = 0x80;
      while (byte >= 0x80) {
        const next = this.#rest[at++];
        if (next === undefined) return whole;
        byte = next;
        length += (byte & 0x7f) * scale;
        scale *= 0x80;
        if (length > MAX_SEGMENT_BYTES) throw new RangeError("a frame is longer than any that is written");
      }
      if (at + length > this.#rest.length) return whole;
      whole = at + length;
    }
  }
}
