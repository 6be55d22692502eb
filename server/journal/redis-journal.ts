import type { Redis } from "ioredis";
import type { BroadcastFrame, BroadcastHead, BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import type { MatchId } from "../ids.ts";
import type { Journal, JournalStream, RecordPiece, StopTail } from "./journal.ts";
import { RedisJournalBroadcast, type RedisJournalTimes } from "./redis-journal-broadcast.ts";
import { JOURNALS, keysOf } from "./redis-journal-keys.ts";
import { RedisJournalReader } from "./redis-journal-reader.ts";
import { RedisJournalRecord } from "./redis-journal-record.ts";
import { RedisJournalTails } from "./redis-journal-tails.ts";
import { RedisJournalWriter } from "./redis-journal-writer.ts";

/** Twice what a busy process may be late; a segment is sealed about every two seconds. */
const LIVE_MS = 15_000;
/** Time enough for another node to find out that this one is gone, and to archive what it left. */
const KEPT_MS = 30 * 60_000;

const RELEASED_MS = 30_000;

export interface RedisJournalOptions extends Partial<RedisJournalTimes> {
  /** Whether a match is over, as far as that is known: who wrote nothing for a while may have been stopped, and go on. Without it silence decides. */
  readonly isOver?: (match: MatchId) => Promise<boolean | undefined>;
}

/**
 * Journals of live matches in Redis, for every node to read and to follow. What is over belongs into an archive: a journal goes some
 * time after its last write. Where Redis is away for too long, or loses one, play goes on, and the journal is written again from its
 * copy as soon as Redis is there; without a copy it is not complete.
 */
export class RedisJournal implements Journal {
  readonly #redis: Redis;
  readonly #writer: RedisJournalWriter;
  readonly #tails: RedisJournalTails;
  readonly #times: RedisJournalTimes;
  readonly #isOver: NonNullable<RedisJournalOptions["isOver"]>;

  constructor(redis: Redis, { liveMs = LIVE_MS, keptMs = KEPT_MS, isOver = async () => true }: RedisJournalOptions = {}) {
    this.#redis = redis;
    this.#writer = new RedisJournalWriter(redis);
    this.#tails = new RedisJournalTails(redis);
    this.#times = { liveMs, keptMs };
    this.#isOver = isOver;
  }

  /** What is appended here was appended to `copy` before. */
  openRecord(match: MatchId, copy?: Pick<Journal, "readRecord">): JournalStream<RecordPiece> {
    const { keptMs } = this.#times;
    return new RedisJournalRecord({ writer: this.#writer, keys: keysOf(match), keptMs, copy: copy && (() => copy.readRecord(match)) });
  }

  /** What is appended here was appended to `copy` before. */
  openBroadcast(head: BroadcastHead, copy?: Pick<Journal, "index" | "segment">): JournalStream<BroadcastFrame> {
    return new RedisJournalBroadcast({ writer: this.#writer, keys: keysOf(head.matchId as MatchId), head, times: this.#times, copy });
  }

  readRecord(match: MatchId): Promise<Uint8Array | undefined> {
    return this.#reader(match).record();
  }

  index(match: MatchId): Promise<BroadcastIndex | undefined> {
    return this.#reader(match).index();
  }

  segment(match: MatchId, n: number): Promise<Uint8Array | undefined> {
    return this.#reader(match).segment(n);
  }

  async tail(match: MatchId, listener: (frame: BroadcastFrame) => void): Promise<StopTail | undefined> {
    // What this process has just written comes before what it reads.
    await this.#writer.turn();
    const reader = this.#reader(match);
    return (await reader.isLive()) ? this.#tails.add(keysOf(match).frames, reader, listener) : undefined;
  }

  /** Matches that somebody began to write and nobody writes any more, or goes on to: theirs is to be archived. */
  async abandoned(): Promise<readonly MatchId[]> {
    const matches = (await this.#redis.smembers(JOURNALS)) as MatchId[];
    const live = await Promise.all(matches.map((match) => this.#reader(match).isLive()));
    return matches.filter((_, i) => !live[i]);
  }

  /** The match is archived: it goes once those who follow it have read to its end. */
  async release(match: MatchId): Promise<void> {
    const { record, frames, segments, index } = keysOf(match);
    const work = this.#redis.pipeline();
    for (const key of [record, frames, segments, index]) work.pexpire(key, RELEASED_MS);
    await work.srem(JOURNALS, match).exec();
  }

  /** What waits for Redis is given up. */
  close(): void {
    this.#writer.close();
    this.#tails.close();
  }

  #reader(match: MatchId): RedisJournalReader {
    return new RedisJournalReader({ redis: this.#redis, keys: keysOf(match), keptMs: this.#times.keptMs, isOver: () => this.#isOver(match) });
  }
}
