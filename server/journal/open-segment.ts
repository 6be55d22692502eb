import { type BroadcastFrame, readFrames, SegmentEncoder, type SegmentEntry } from "../../rooms/lib/broadcast.ts";
import type { Moment } from "../../rooms/lib/game.ts";

/** A segment that is full: its frames as bytes, not compressed yet. */
export interface FullSegment {
  readonly entry: Omit<SegmentEntry, "bytes">;
  readonly raw: Buffer;
  readonly moments: readonly (Moment & { readonly tick: number })[];
}

/** Gathers the frames from one state to the next, as bytes: they stay for two seconds, and thousands of objects would cost more than to read them again. */
export class OpenSegment {
  readonly #n: number;
  readonly #encoder = new SegmentEncoder();
  readonly #moments: (Moment & { tick: number })[] = [];
  #first: BroadcastFrame | undefined;
  #last: BroadcastFrame | undefined;
  #lastTick = 0;

  constructor(n: number) {
    this.#n = n;
  }

  /** Returns its bytes in the segment. */
  add(frame: BroadcastFrame): Uint8Array {
    this.#first ??= frame;
    this.#last = frame;
    // A moment may be of a tick before the patch that shows it.
    this.#lastTick = Math.max(this.#lastTick, frame.tick);
    if (frame.kind === "moment") this.#moments.push({ ...frame.moment, tick: frame.tick });
    return this.#encoder.encode(frame);
  }

  get frames(): BroadcastFrame[] {
    return [...readFrames(this.#encoder.bytes)];
  }

  /** Undefined where it has no frame. */
  full(): FullSegment | undefined {
    const [first, last] = [this.#first, this.#last];
    if (!first || !last) return undefined;
    const { buffer, byteOffset, length } = this.#encoder.bytes;
    const raw = Buffer.from(buffer, byteOffset, length);
    const entry = { n: this.#n, firstTick: first.tick, lastTick: this.#lastTick, firstMs: first.atMs, lastMs: last.atMs, rawBytes: length };
    return { entry, raw, moments: this.#moments };
  }
}
