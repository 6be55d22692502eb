import { type BroadcastFrame, MAX_SEGMENT_BYTES, readFrames, type SegmentEntry } from "../../rooms/lib/broadcast.ts";
import { gunzip } from "./broadcast-gunzip.ts";
import type { BroadcastListing, BroadcastSource } from "./broadcast-source.ts";
import type { Answer } from "./request.ts";

/** Of frames that are kept: ten minutes of Arena have 15 MB. */
const KEPT_BYTES = 24 * 1024 * 1024;
/** Asked for before they are needed: 6 s at normal speed, and at eight times that nearly one. */
const AHEAD = 3;
/** A segment that the server could not give is asked for again. */
const TRIES = 3;
const RETRY_MS = 400;

export type Frames = readonly BroadcastFrame[];

/** The segments of one broadcast: fetched once, unpacked and checked, the ones used last kept. */
export class BroadcastSegments {
  readonly #source: BroadcastSource;
  readonly #kept = new Map<number, { readonly frames: Frames; readonly bytes: number }>();
  readonly #coming = new Map<number, Promise<Answer<Frames>>>();
  #keptBytes = 0;
  listing: BroadcastListing;

  constructor(source: BroadcastSource, listing: BroadcastListing) {
    this.#source = source;
    this.listing = listing;
  }

  /** Asks what there is by now. */
  async refresh(): Promise<Answer<BroadcastListing>> {
    const answer = await this.#source.listing();
    // What was sealed stays: an answer from a copy that is behind says less than we know.
    if (answer.ok && answer.value.segments.length >= this.listing.segments.length) this.listing = answer.value;
    return answer;
  }

  get first(): number {
    return this.listing.segments[0]?.firstTick ?? 0;
  }

  get last(): number {
    return this.listing.segments.at(-1)?.lastTick ?? 0;
  }

  /** The last segment that begins at or before `tick`, else the first. */
  at(tick: number): SegmentEntry | undefined {
    const { segments } = this.listing;
    let [low, high] = [0, segments.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((segments[middle]?.firstTick ?? 0) <= tick) low = middle;
      else high = middle - 1;
    }
    return segments[low];
  }

  /** What is here already. */
  ready(n: number): Frames | undefined {
    const kept = this.#kept.get(n);
    if (!kept) return undefined;
    this.#kept.delete(n);
    this.#kept.set(n, kept);
    return kept.frames;
  }

  async frames(n: number): Promise<Answer<Frames>> {
    const ready = this.ready(n);
    if (ready) return { ok: true, value: ready };
    const known = this.#coming.get(n);
    if (known) return known;
    const coming = this.#fetch(n).finally(() => this.#coming.delete(n));
    this.#coming.set(n, coming);
    return coming;
  }

  /** Has the ones after `n` come as well. */
  prefetch(n: number): void {
    for (let next = n + 1; next <= n + AHEAD && next < this.listing.segments.length; next++) {
      if (!this.#kept.has(next) && !this.#coming.has(next)) void this.frames(next);
    }
  }

  async #fetch(n: number): Promise<Answer<Frames>> {
    const entry = this.listing.segments[n];
    if (!entry) return damaged(`segment ${n} is not in the index`);
    let answer = await this.#source.segment(n);
    for (let tries = 1; !answer.ok && answer.code === "away" && tries < TRIES; tries++) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS * tries));
      answer = await this.#source.segment(n);
    }
    if (!answer.ok) return answer;
    const raw = await gunzip(answer.value, Math.min(MAX_SEGMENT_BYTES, entry.rawBytes));
    if (!raw) return damaged(`segment ${n} cannot be unpacked to the ${entry.rawBytes} bytes that the index names`);
    const read = readSegment(entry, raw);
    if (read.ok) this.#keep(n, read.value, raw.length);
    return read;
  }

  #keep(n: number, frames: Frames, bytes: number): void {
    this.#kept.set(n, { frames, bytes });
    this.#keptBytes += bytes;
    for (const [oldest, kept] of this.#kept) {
      if (this.#keptBytes <= KEPT_BYTES || oldest === n) break;
      this.#kept.delete(oldest);
      this.#keptBytes -= kept.bytes;
    }
  }
}

function readSegment(entry: SegmentEntry, raw: Uint8Array): Answer<Frames> {
  let frames: Frames;
  try {
    frames = [...readFrames(raw)];
  } catch (error) {
    return damaged(`segment ${entry.n}: ${error instanceof Error ? error.message : ""}`);
  }
  const first = frames[0];
  if (first?.kind !== "state" || first.tick !== entry.firstTick)
    return damaged(`segment ${entry.n} does not begin with the state at tick ${entry.firstTick}`);
  let tick = 0;
  for (const frame of frames) {
    if (frame.kind === "moment") continue;
    if (frame.tick < tick) return damaged(`segment ${entry.n} goes back in time`);
    tick = frame.tick;
  }
  if (tick < entry.lastTick) return damaged(`segment ${entry.n} does not reach tick ${entry.lastTick}`);
  return { ok: true, value: frames };
}

function damaged(message: string): { ok: false; code: string; message: string } {
  return { ok: false, code: "replay/damaged", message };
}
