import { setTimeout as wait } from "node:timers/promises";
import type { ChainableCommander, Redis } from "ioredis";

/** One match may wait with so much for a Redis that is away: minutes of its record, or a minute of its broadcast. */
const MAX_WAITING_BYTES = 1024 * 1024;
/** All of them together. */
const MAX_ALL_WAITING_BYTES = 64 * 1024 * 1024;
/** Sent at once: Redis does nothing else for no longer than some milliseconds. */
const AT_ONCE = 2000;
const RETRY_MS = 200;
/** In real bytes a command is a bit longer than its value. */
const COMMAND_BYTES = 64;

type Command = (pipeline: ChainableCommander) => void;

interface Waiting {
  readonly source: RedisJournalSource;
  readonly command: Command;
  readonly bytes: number;
}

/** What writes in order: a stream of one match. */
export interface RedisJournalSource {
  /** Redis does not have all of it: nothing more is written. */
  failed: Error | undefined;
  waitingBytes: number;
}

/** The one who writes journals to Redis: what all matches of a process append in one turn goes in one piece, in order, again and again until it is there. */
export class RedisJournalWriter {
  readonly #redis: Redis;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #writing: Promise<void> | undefined;
  readonly #sources = new Set<RedisJournalSource>();
  #copying: Promise<void> = Promise.resolve();
  /** Names a run of the Redis server. */
  #run: string | undefined;
  #closed = false;

  constructor(redis: Redis) {
    this.#redis = redis;
    redis.on("ready", this.#connected);
    if (this.isThere) this.#connected();
  }

  get isThere(): boolean {
    return this.#redis.status === "ready";
  }

  /** What a stream writes as, until `end` of it or a failure. */
  begin(): RedisJournalSource {
    const source = { failed: undefined, waitingBytes: 0 };
    this.#sources.add(source);
    return source;
  }

  end(source: RedisJournalSource): void {
    this.#sources.delete(source);
  }

  /** Does one long work after another, so that what many matches lost at once does not hold their ticks up. */
  inTurn(copy: () => Promise<void>): Promise<void> {
    const done = this.#copying.then(copy);
    this.#copying = done.catch(() => {});
    return done;
  }

  /** Queues and returns. `command` adds exactly one command, which may be run twice. */
  add(source: RedisJournalSource, bytes: number, command: Command): void {
    if (source.failed || this.#closed) return;
    const size = bytes + COMMAND_BYTES;
    if (source.waitingBytes + size > MAX_WAITING_BYTES || this.#waitingBytes + size > MAX_ALL_WAITING_BYTES) {
      source.failed = new Error("Redis was away for too long: this journal is not complete there");
      return;
    }
    this.#waiting.push({ source, command, bytes: size });
    source.waitingBytes += size;
    this.#waitingBytes += size;
    this.#writing ??= this.#write();
  }

  /** Resolves once everything of `source` is in Redis; rejects where something is not. */
  async written(source: RedisJournalSource): Promise<void> {
    while (source.waitingBytes > 0 && !source.failed && this.#writing) await this.#writing;
    if (source.failed) throw source.failed;
  }

  /** Resolves once what waits now was tried. */
  async turn(): Promise<void> {
    await this.#writing;
  }

  /** Gives up what waits. */
  close(): void {
    this.#closed = true;
    this.#redis.off("ready", this.#connected);
    for (const { source } of this.#waiting) source.failed ??= new Error("this process stopped writing journals");
  }

  /** Another run of Redis knows nothing of what was written, or no more than a snapshot had. */
  readonly #connected = (): void => {
    this.#redis.info("server").then(
      (info) => {
        const run = info.match(/run_id:(\w+)/)?.[1];
        if (run !== this.#run && this.#run !== undefined) for (const source of this.#sources) source.failed ??= new Error("Redis lost this journal");
        this.#run = run;
      },
      () => {},
    );
  };

  async #write(): Promise<void> {
    // What else is appended in this turn goes with it.
    await new Promise(setImmediate);
    for (const { source, bytes } of this.#waiting) if (source.failed) this.#waitingBytes -= bytes;
    this.#waiting = this.#waiting.filter(({ source }) => !source.failed);
    const batch = this.#waiting.slice(0, AT_ONCE);
    if (batch.length === 0 || (await this.#store(batch))) {
      for (const { source, bytes } of batch) {
        source.waitingBytes -= bytes;
        this.#waitingBytes -= bytes;
      }
      this.#waiting = this.#waiting.slice(batch.length);
    } else await wait(RETRY_MS, undefined, { ref: false });
    this.#writing = this.#waiting.length > 0 && !this.#closed ? this.#write() : undefined;
  }

  /** False where Redis is away. */
  async #store(batch: readonly Waiting[]): Promise<boolean> {
    const pipeline = this.#redis.pipeline();
    for (const { command } of batch) command(pipeline);
    const results = (await pipeline.exec().catch(() => undefined)) ?? undefined;
    if (!results || results.some(([error]) => error && error.name !== "ReplyError")) return false;
    for (const [i, { source }] of batch.entries()) {
      const [error, result] = results[i] ?? [];
      // A stream that was there before and is not any more: Redis came back empty.
      if (result === null) source.failed ??= new Error("Redis lost this journal");
      // It was stored the first time, and the answer was lost.
      else if (error && !/equal or smaller/.test(error.message)) source.failed ??= error;
    }
    return true;
  }
}
