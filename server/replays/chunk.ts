import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type BroadcastFrame, MAX_SEGMENT_BYTES, readFrames } from "../../rooms/lib/broadcast.ts";
import { journalDamaged } from "../lib/journal-damaged.ts";
import { type WireFrame, wireFrame } from "./wire-frame.ts";

const inflate = promisify(gunzip);

/** In two seconds a room has some hundreds; each is an object in memory, however short it is. */
const MAX_FRAMES = 20_000;

/** The frames from one full state to the next, in memory: those of a segment, or of what is not sealed yet. */
export class Chunk {
  readonly frames: WireFrame[] = [];
  bytes = 0;

  get firstTick(): number {
    return this.frames[0]?.tick ?? 0;
  }

  get firstMs(): number {
    return this.frames[0]?.atMs ?? 0;
  }

  add(frame: BroadcastFrame): void {
    const made = wireFrame(frame);
    this.frames.push(made);
    this.bytes += made.wire.length;
  }

  /** How many of its frames lead to the state of `tick`; at least the first. */
  countUpTo(tick: number): number {
    const later = this.frames.findIndex((frame) => frame.tick > tick);
    return Math.max(1, later < 0 ? this.frames.filter(({ kind }) => kind !== "end").length : later);
  }
}

/** Rejects with AppError `journal/damaged` where the segment is damaged or larger than any that is written. */
export async function chunkOf(segment: Uint8Array): Promise<Chunk> {
  const chunk = new Chunk();
  try {
    for (const frame of readFrames(await inflate(segment, { maxOutputLength: MAX_SEGMENT_BYTES }))) {
      if (chunk.frames.length >= MAX_FRAMES) throw new RangeError("a segment has more frames than any that is written");
      chunk.add(frame);
    }
  } catch (cause) {
    throw journalDamaged(cause);
  }
  if (chunk.frames[0]?.kind !== "state") throw journalDamaged();
  return chunk;
}
