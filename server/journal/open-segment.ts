import { type BroadcastFrame, SegmentEncoder, type SegmentEntry } from "../../rooms/lib/broadcast.ts";
import type { Moment } from "../../rooms/lib/game.ts";

/** A segment that is full: its frames as bytes, not compressed yet. */
export interface FullSegment {
  readonly entry: Omit<SegmentEntry, "bytes">;
  readonly raw: Buffer;
  readonly moments: readonly (Moment & { readonly tick: number })[];
}

/** Gathers the frames from one state to the next. */
export class OpenSegment {
  readonly #n: number;
  readonly #encoder = new SegmentEncoder();
  readonly #bytes: Uint8Array[] = [];
  readonly #moments: (Moment & { tick: number })[] = [];
  readonly frames: BroadcastFrame[] = [];

  constructor(n: number) {
    this.#n = n;
  }

  /** Returns its bytes in the segment. */
  add(frame: BroadcastFrame): Uint8Array {
    const bytes = this.#encoder.encode(frame);
    this.frames.push(frame);
    this.#bytes.push(bytes);
    if (frame.kind === "moment") this.#moments.push({ ...frame.moment, tick: frame.tick });
    return bytes;
  }

  /** Undefined where it has no frame. */
  full(): FullSegment | undefined {
    const first = this.frames[0];
    const last = this.frames.at(-1);
    if (!first || !last) return undefined;
    const raw = Buffer.concat(this.#bytes);
    // A moment may be of a tick before the patch that shows it.
    const lastTick = this.frames.reduce((tick, frame) => Math.max(tick, frame.tick), 0);
    const entry = { n: this.#n, firstTick: first.tick, lastTick, firstMs: first.atMs, lastMs: last.atMs, rawBytes: raw.length };
    return { entry, raw, moments: this.#moments };
  }
}
