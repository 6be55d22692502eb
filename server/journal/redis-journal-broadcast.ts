import { type BroadcastFrame, type BroadcastHead, encodeFrame } from "../../rooms/lib/broadcast.ts";
import type { MatchId } from "../ids.ts";
import { compressSegment } from "./compress-segment.ts";
import type { Journal, JournalStream } from "./journal.ts";
import { OpenSegment } from "./open-segment.ts";
import { JOURNALS, type RedisJournalKeys } from "./redis-journal-keys.ts";
import type { RedisJournalSource, RedisJournalWriter } from "./redis-journal-writer.ts";
import { type SealedSegment, sealedSegments } from "./sealed-segments.ts";

/** Bytes of segments that are written again; so much of one match waits for Redis at most. */
const COPIED_AT_ONCE = 256 * 1024;

export interface RedisJournalTimes {
  /** Who wrote nothing for so long writes no more. */
  readonly liveMs: number;
  /** For so long a journal may be read, and archived, after the last write. */
  readonly keptMs: number;
}

export interface RedisJournalBroadcastOptions {
  readonly writer: RedisJournalWriter;
  readonly keys: RedisJournalKeys;
  readonly head: BroadcastHead;
  readonly times: RedisJournalTimes;
  /** Has all that was appended as well: what Redis lost is written again. */
  readonly copy: Pick<Journal, "index" | "segment"> | undefined;
}

/** Writes the broadcast of one match: each frame to a stream at once, and each segment, once it is sealed, to a hash. */
export class RedisJournalBroadcast implements JournalStream<BroadcastFrame> {
  readonly #options: RedisJournalBroadcastOptions;
  #source: RedisJournalSource;
  #open: OpenSegment | undefined;
  #n = 0;
  #last = 0;
  /** The next frame is the first that Redis has. */
  #isFirst = true;
  /** Where each of the newest segments begins in the stream of frames. */
  readonly #begins = new Map<number, string>();
  #ended = false;
  #sealing: Promise<void> = Promise.resolve();
  #copy: RedisJournalBroadcastOptions["copy"];
  #copying = false;
  #closed: Promise<void> | undefined;

  constructor(options: RedisJournalBroadcastOptions) {
    this.#options = options;
    this.#copy = options.copy;
    this.#source = options.writer.begin();
    this.#announce();
  }

  append(frame: BroadcastFrame): void {
    if (this.#closed) return;
    const begins = frame.kind === "state" || !this.#open;
    if (begins) this.#next();
    this.#open?.add(frame);
    if (frame.kind === "end") this.#ended = true;
    this.#write(frame, begins);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #write(frame: BroadcastFrame, begins: boolean): void {
    const { frames, index } = this.#options.keys;
    const bytes = encodeFrame(frame);
    const value = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const [id, n] = [`${++this.#last}-0`, this.#n - 1];
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    this.#add(bytes.length, (pipeline) =>
      isFirst ? pipeline.xadd(frames, id, "n", n, "f", value) : pipeline.xadd(frames, "NOMKSTREAM", id, "n", n, "f", value),
    );
    if (!begins) return;
    this.#begins.set(n, id);
    this.#add(0, (pipeline) => pipeline.hset(index, "open", id));
  }

  async #close(): Promise<void> {
    const { writer, keys } = this.#options;
    this.#seal();
    const sealed = await Promise.allSettled([this.#sealing]);
    // What is not copied by now is archived from where it is kept.
    if (this.#copying) this.#source.failed ??= new Error("the match ended before Redis had its broadcast again");
    const isWhole = this.#ended && sealed[0].status === "fulfilled";
    this.#add(0, (pipeline) => pipeline.hset(keys.index, isWhole ? "end" : "closed", "1"));
    this.#add(0, (pipeline) => pipeline.del(keys.live));
    writer.end(this.#source);
    await writer.written(this.#source);
    if (sealed[0].status === "rejected") throw sealed[0].reason;
  }

  #next(): void {
    this.#seal();
    if (this.#source.failed) this.#restore();
    this.#open = new OpenSegment(this.#n++);
  }

  #seal(): void {
    const segment = this.#source.failed ? undefined : this.#open?.full();
    this.#open = undefined;
    if (!segment) return;
    this.#sealing = this.#sealing.then(async () => {
      const { frames } = this.#options.keys;
      const { n } = segment.entry;
      this.#store({ ...segment, bytes: await compressSegment(segment.raw) });
      // Whoever tails from another node may be two seconds behind.
      const from = this.#begins.get(n);
      this.#begins.delete(n - 1);
      if (from) this.#add(0, (pipeline) => pipeline.xtrim(frames, "MINID", from));
      this.#alive();
    });
    this.#sealing.catch(() => {});
  }

  #store({ entry, moments, bytes }: SealedSegment): void {
    const { segments, index } = this.#options.keys;
    const value = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const line = JSON.stringify({ segment: { ...entry, bytes: bytes.length }, moments });
    this.#add(bytes.length, (pipeline) => pipeline.hset(segments, entry.n, value));
    this.#add(line.length, (pipeline) => pipeline.hset(index, entry.n, line));
  }

  /** Begins again with the segment that comes now: all before it is sealed where the copy is. */
  #restore(): void {
    const { writer, head } = this.#options;
    const copy = this.#copy;
    if (!copy || !writer.isThere || this.#copying) return;
    writer.end(this.#source);
    this.#source = writer.begin();
    this.#isFirst = true;
    this.#begins.clear();
    this.#copying = true;
    const [source, before] = [this.#source, this.#n];
    writer
      .inTurn(async () => {
        for await (const segment of sealedSegments(copy, head.matchId as MatchId, before)) {
          if (source.failed) return;
          this.#store(segment);
          if (source.waitingBytes > COPIED_AT_ONCE) await writer.written(source);
        }
        // It is known again once it is there.
        this.#announce();
      })
      .catch((error: Error) => {
        // The disk is full, not Redis away.
        if (!source.failed) this.#copy = undefined;
        source.failed ??= error;
      })
      .finally(() => {
        this.#copying = false;
      });
  }

  #announce(): void {
    const { keys, head } = this.#options;
    const text = JSON.stringify(head);
    this.#alive();
    this.#add(text.length, (pipeline) => pipeline.hset(keys.index, "head", text));
  }

  #alive(): void {
    const { keys, times, head } = this.#options;
    const { frames, segments, index, live } = keys;
    this.#add(0, (pipeline) => pipeline.set(live, "1", "PX", times.liveMs));
    // Again and again: another node may have taken it for over.
    this.#add(0, (pipeline) => pipeline.sadd(JOURNALS, head.matchId));
    for (const key of [frames, segments, index]) this.#add(0, (pipeline) => pipeline.pexpire(key, times.keptMs));
  }

  #add(...its: [number, Parameters<RedisJournalWriter["add"]>[2]]): void {
    this.#options.writer.add(this.#source, ...its);
  }
}
