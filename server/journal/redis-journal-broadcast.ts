import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type BroadcastFrame, type BroadcastHead, encodeFrame } from "../../rooms/lib/broadcast.ts";
import type { JournalStream } from "./journal.ts";
import { OpenSegment } from "./open-segment.ts";
import { JOURNALS, type RedisJournalKeys } from "./redis-journal-keys.ts";
import type { RedisJournalSource, RedisJournalWriter } from "./redis-journal-writer.ts";

const compress = promisify(gzip);

export interface RedisJournalTimes {
  /** Who wrote nothing for so long writes no more. */
  readonly liveMs: number;
  /** For so long a journal may be read, and archived, after the last write. */
  readonly keptMs: number;
}

/** Writes the broadcast of one match: each frame to a stream at once, and each segment, once it is sealed, to a hash. */
export class RedisJournalBroadcast implements JournalStream<BroadcastFrame>, RedisJournalSource {
  failed: Error | undefined;
  waitingBytes = 0;
  readonly #writer: RedisJournalWriter;
  readonly #keys: RedisJournalKeys;
  readonly #times: RedisJournalTimes;
  #open: OpenSegment | undefined;
  #n = 0;
  #last = 0;
  /** Where each of the newest segments begins in the stream of frames. */
  readonly #begins = new Map<number, string>();
  #ended = false;
  #sealing: Promise<void> = Promise.resolve();
  #closed: Promise<void> | undefined;

  constructor(writer: RedisJournalWriter, keys: RedisJournalKeys, head: BroadcastHead, times: RedisJournalTimes) {
    this.#writer = writer;
    this.#keys = keys;
    this.#times = times;
    const text = JSON.stringify(head);
    this.#write(text.length, (pipeline) => pipeline.hset(keys.index, "head", text));
    this.#write(0, (pipeline) => pipeline.sadd(JOURNALS, head.matchId));
    this.#alive();
  }

  append(frame: BroadcastFrame): void {
    if (this.#closed || this.failed) return;
    const { frames, index } = this.#keys;
    const begins = frame.kind === "state" || !this.#open;
    const open = begins ? this.#next() : this.#open;
    const bytes = encodeFrame(frame);
    const value = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const [id, n] = [`${++this.#last}-0`, this.#n - 1];
    open?.add(frame);
    this.#write(bytes.length, (pipeline) =>
      id === "1-0" ? pipeline.xadd(frames, id, "n", n, "f", value) : pipeline.xadd(frames, "NOMKSTREAM", id, "n", n, "f", value),
    );
    if (begins) {
      this.#begins.set(n, id);
      this.#write(0, (pipeline) => pipeline.hset(index, "open", id));
    }
    if (frame.kind === "end") this.#ended = true;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const { index, live } = this.#keys;
    this.#seal();
    const sealed = await Promise.allSettled([this.#sealing]);
    if (this.#ended && sealed[0].status === "fulfilled") this.#write(0, (pipeline) => pipeline.hset(index, "end", "1"));
    this.#write(0, (pipeline) => pipeline.del(live));
    await this.#writer.written(this);
    if (sealed[0].status === "rejected") throw sealed[0].reason;
  }

  #next(): OpenSegment {
    this.#seal();
    const open = new OpenSegment(this.#n++);
    this.#open = open;
    return open;
  }

  #seal(): void {
    const segment = this.#open?.full();
    this.#open = undefined;
    if (!segment) return;
    this.#sealing = this.#sealing.then(async () => {
      const { segments, index, frames } = this.#keys;
      const bytes = await compress(segment.raw);
      const { n } = segment.entry;
      const line = JSON.stringify({ segment: { ...segment.entry, bytes: bytes.length }, moments: segment.moments });
      this.#write(bytes.length, (pipeline) => pipeline.hset(segments, n, bytes));
      this.#write(line.length, (pipeline) => pipeline.hset(index, n, line));
      // Whoever tails from another node may be two seconds behind.
      const from = this.#begins.get(n);
      this.#begins.delete(n - 1);
      if (from) this.#write(0, (pipeline) => pipeline.xtrim(frames, "MINID", from));
      this.#alive();
    });
    this.#sealing.catch(() => {});
  }

  #alive(): void {
    const { frames, segments, index, live } = this.#keys;
    this.#write(0, (pipeline) => pipeline.set(live, "1", "PX", this.#times.liveMs));
    for (const key of [frames, segments, index]) this.#write(0, (pipeline) => pipeline.pexpire(key, this.#times.keptMs));
  }

  #write(...its: [number, Parameters<RedisJournalWriter["add"]>[2]]): void {
    this.#writer.add(this, ...its);
  }
}
