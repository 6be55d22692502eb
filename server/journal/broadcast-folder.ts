import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import {
  type BroadcastFrame,
  type BroadcastHead,
  type BroadcastIndex,
  encodeFrame,
  readFrames,
  type SegmentEntry,
} from "../../rooms/lib/broadcast.ts";
import type { Moment } from "../../rooms/lib/game.ts";
import { OpenSegment } from "./open-segment.ts";

type Line = { head?: BroadcastHead; segment?: SegmentEntry; moments?: (Moment & { tick: number })[]; end?: true };

/** What LocalBroadcast wrote into a folder. A broadcast that nobody writes any more ends with what its tail has. */
export class BroadcastFolder {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  async index(live: boolean): Promise<BroadcastIndex | undefined> {
    const read = await this.#read();
    if (!read) return undefined;
    const { head, segments, moments, whole } = read;
    if (live || whole) return { head, segments, moments, state: live ? "live" : "whole" };
    for (;;) {
      const left = await this.#left(segments.length);
      if (!left) return { head, segments, moments, state: "cut" };
      segments.push(left.entry);
      moments.push(...left.moments);
    }
  }

  async segment(n: number, live: boolean): Promise<Uint8Array | undefined> {
    const read = await this.#read();
    if (!read) return undefined;
    const entry = read.segments[n];
    if (!entry) return live || read.whole ? undefined : (await this.#left(n))?.bytes;
    const position = read.segments.slice(0, n).reduce((sum, { bytes }) => sum + bytes, 0);
    const file = await open(join(this.#dir, "segments"));
    try {
      const bytes = new Uint8Array(entry.bytes);
      await file.read(bytes, 0, bytes.length, position);
      return bytes;
    } finally {
      await file.close();
    }
  }

  async #read() {
    const text = await orMissing(readFile(join(this.#dir, "index"), "latin1"));
    const lines = text
      ?.split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line);
    const head = lines?.[0]?.head;
    if (!lines || !head) return undefined;
    const segments = lines.flatMap(({ segment }) => segment ?? []);
    return { head, segments, moments: lines.flatMap((line) => line.moments ?? []), whole: lines.at(-1)?.end === true };
  }

  /** A tail as a segment: every whole frame of it. */
  async #left(n: number) {
    const raw = await orMissing(readFile(join(this.#dir, `tail.${n}`)));
    if (!raw) return undefined;
    const segment = new OpenSegment(n);
    for (const frame of readFrames(raw) as Iterable<BroadcastFrame>) segment.add(frame, encodeFrame(frame));
    const full = segment.full();
    if (!full) return undefined;
    const bytes = gzipSync(full.raw);
    return { bytes, entry: { ...full.entry, bytes: bytes.length }, moments: full.moments };
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
