import type { Redis } from "ioredis";
import { type BroadcastFrame, type BroadcastIndex, readFrames, type SegmentEntry } from "../../rooms/lib/broadcast.ts";
import { compressSegment } from "./compress-segment.ts";
import { OpenSegment } from "./open-segment.ts";
import type { RedisJournalKeys } from "./redis-journal-keys.ts";
import { storedIndex, storedJson } from "./stored-index.ts";

/** Entries of a stream that are read at once. */
const PAGE = 2000;
/** A match that nobody knows of is over once nothing was written for so long. */
const UNKNOWN_SILENT_MS = 5 * 60_000;

type Moments = BroadcastIndex["moments"];
interface Line {
  readonly segment: SegmentEntry;
  readonly moments: Moments;
}

/** A frame and where it is in the stream. */
export interface StoredFrame {
  readonly id: string;
  readonly n: number;
  readonly bytes: Uint8Array;
}

export interface RedisJournalReaderOptions {
  readonly redis: Redis;
  readonly keys: RedisJournalKeys;
  /** For so long after each write it is kept. */
  readonly keptMs: number;
  /** Whether the match is over; undefined where nobody knows. */
  readonly isOver: () => Promise<boolean | undefined>;
}

/** Reads what RedisJournalBroadcast and RedisJournalRecord wrote. A broadcast that nobody writes any more ends with the frames that are there. */
export class RedisJournalReader {
  readonly #redis: Redis;
  readonly #keys: RedisJournalKeys;
  readonly #keptMs: number;
  readonly #isOver: () => Promise<boolean | undefined>;

  constructor({ redis, keys, keptMs, isOver }: RedisJournalReaderOptions) {
    this.#redis = redis;
    this.#keys = keys;
    this.#keptMs = keptMs;
    this.#isOver = isOver;
  }

  async record(): Promise<Uint8Array | undefined> {
    const pieces: Buffer[] = [];
    for await (const fields of this.#entries(this.#keys.record, "-")) pieces.push(fields.value);
    return pieces.length === 0 ? undefined : Buffer.concat(pieces);
  }

  async index(): Promise<BroadcastIndex | undefined> {
    const read = await this.#read();
    if (!read) return undefined;
    const { head, segments, moments, state } = read;
    if (state !== "cut") return { head, segments, moments, state };
    const left = await this.#left(segments.length);
    return {
      head,
      segments: [...segments, ...left.map(({ entry }) => entry)],
      moments: [...moments, ...left.flatMap((each) => each.moments)],
      state,
    };
  }

  async segment(n: number): Promise<Uint8Array | undefined> {
    const sealed = await this.#redis.hgetBuffer(this.#keys.segments, String(n));
    if (sealed) return sealed;
    const read = await this.#read();
    if (read?.state !== "cut" || n < read.segments.length) return undefined;
    return (await this.#left(read.segments.length)).find(({ entry }) => entry.n === n)?.bytes;
  }

  /** Whether somebody writes the broadcast, or may go on to: who is silent was stopped, or cut off from Redis, unless the match is over. */
  async isLive(): Promise<boolean> {
    const { live, index } = this.#keys;
    const [written, [head, end, closed]] = await Promise.all([this.#redis.exists(live), this.#redis.hmget(index, "head", "end", "closed")]);
    if (written === 1) return true;
    if (!head || end || closed) return false;
    // Who cannot be asked does not say that it is over.
    const over = await this.#isOver().catch(() => false);
    return !(over ?? (await this.#redis.pttl(index)) < this.#keptMs - UNKNOWN_SILENT_MS);
  }

  /** The frames from the newest full state on; undefined where there is none. */
  async newest(): Promise<readonly StoredFrame[] | undefined> {
    const open = await this.#redis.hget(this.#keys.index, "open");
    if (open === null) return undefined;
    const frames: StoredFrame[] = [];
    for await (const { id, n, value } of this.#entries(this.#keys.frames, open)) frames.push({ id, n, bytes: value });
    return frames;
  }

  async #read(): Promise<BroadcastIndex | undefined> {
    const [fields, live] = await Promise.all([this.#redis.hgetall(this.#keys.index), this.isLive()]);
    if (fields.head === undefined) return undefined;
    const lines: Line[] = [];
    for (let line = fields["0"]; line !== undefined; line = fields[String(lines.length)]) lines.push(storedJson(line) as Line);
    return storedIndex({
      head: storedJson(fields.head),
      segments: lines.map((line) => line?.segment),
      moments: lines.flatMap((line) => line?.moments ?? []),
      state: fields.end !== undefined ? "whole" : live ? "live" : "cut",
    });
  }

  /** What was written and not sealed, from segment `n` on. */
  async #left(from: number) {
    const open = new Map<number, OpenSegment>();
    for await (const { n, value } of this.#entries(this.#keys.frames, "-")) {
      if (n < from) continue;
      const segment = open.get(n) ?? new OpenSegment(n);
      open.set(n, segment);
      for (const frame of readFrames(value) as Iterable<BroadcastFrame>) segment.add(frame);
    }
    const left = [];
    for (const segment of open.values()) {
      const full = segment.full();
      if (!full) continue;
      const bytes = await compressSegment(full.raw);
      left.push({ bytes, entry: { ...full.entry, bytes: bytes.length }, moments: full.moments });
    }
    return left;
  }

  /** The last field of an entry is its value, the one before it, where there is one, a number. */
  async *#entries(key: string, start: string): AsyncGenerator<{ id: string; n: number; value: Buffer }> {
    for (let from = start; ; ) {
      const page = await this.#redis.xrangeBuffer(key, from, "+", "COUNT", PAGE);
      let id = from;
      for (const [at, fields] of page) {
        id = at.toString();
        const value = fields.at(-1);
        if (value) yield { id, n: Number(fields[1]?.toString() ?? 0), value };
      }
      if (page.length < PAGE) return;
      from = `(${id}`;
    }
  }
}
