import { open, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type BroadcastIndex, readFrames, type SegmentEntry } from "../../rooms/lib/broadcast.ts";
import { compressSegment } from "./compress-segment.ts";
import { type IndexFile, readIndexFile } from "./index-file.ts";
import { type FullSegment, OpenSegment } from "./open-segment.ts";

/**
 * What LocalBroadcast wrote into a folder, which this never changes. A broadcast that nobody writes any more ends with its tail; one
 * that a disk has damaged ends where the damage is.
 */
export class BroadcastFolder {
  readonly #dir: string;
  readonly #live: boolean;

  constructor(dir: string, live: boolean) {
    this.#dir = dir;
    this.#live = live;
  }

  async index(): Promise<BroadcastIndex | undefined> {
    const read = await this.#read();
    if (!read) return undefined;
    const { head, segments, moments, whole } = read;
    if (this.#live || whole) return { head, segments, moments, state: this.#live ? "live" : "whole" };
    const left = await this.#left(read);
    const packed = await Promise.all(left.map(async ({ entry, raw }) => ({ ...entry, bytes: (await compressSegment(raw)).length })));
    return { head, segments: [...segments, ...packed], moments: [...moments, ...left.flatMap((segment) => segment.moments)], state: "cut" };
  }

  async segment(n: number): Promise<Uint8Array | undefined> {
    const read = await this.#read();
    const entry = read?.segments[n];
    if (read && entry) return this.#sealed(entry, read.segments.slice(0, n));
    if (!read || this.#live || read.whole) return undefined;
    const left = (await this.#left(read)).find((segment) => segment.entry.n === n);
    return left && compressSegment(left.raw);
  }

  async #sealed(entry: SegmentEntry, before: readonly SegmentEntry[]): Promise<Uint8Array | undefined> {
    const file = await open(join(this.#dir, "segments"));
    try {
      const bytes = new Uint8Array(entry.bytes);
      const position = before.reduce((sum, each) => sum + each.bytes, 0);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, position);
      return bytesRead === bytes.length ? bytes : undefined;
    } finally {
      await file.close();
    }
  }

  async #read(): Promise<IndexFile | undefined> {
    const text = await orMissing(readFile(join(this.#dir, "index"), "utf8"));
    const held = await orMissing(stat(join(this.#dir, "segments")));
    return text === undefined ? undefined : readIndexFile(text, held?.size ?? 0);
  }

  /** What was not sealed, as segments: every whole frame. */
  async #left({ segments, tail }: IndexFile): Promise<FullSegment[]> {
    const bytes = await orMissing(readFile(join(this.#dir, "tail")));
    const found: OpenSegment[] = [];
    try {
      for (const frame of readFrames((bytes ?? Buffer.alloc(0)).subarray(tail))) {
        if (frame.kind === "state" || found.length === 0) found.push(new OpenSegment(segments.length + found.length));
        found.at(-1)?.add(frame);
      }
    } catch (error) {
      // A disk that lost power may hold anything: it plays to there.
      if (!(error instanceof RangeError)) throw error;
    }
    return found.flatMap((segment) => segment.full() ?? []);
  }
}

async function orMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
