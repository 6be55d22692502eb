import { randomBytes } from "node:crypto";
import type { Redis } from "ioredis";
import { EventHistory } from "./event-history.ts";
import type { EventStreams } from "./event-streams.ts";
import type { FeedEvent, LiveFeed } from "./live-feed.ts";

/** On one slot of a cluster. */
const [STREAM, ORDER] = ["velarium:{feed}:events", "velarium:{feed}:order"];
/** At least what EventHistory keeps, so that a node which starts has as much to tell as the others. */
const KEPT = 5000;
/** Read at once, so that a node which starts does nothing else for no longer than some milliseconds. */
const AT_ONCE = 500;
const BLOCK_MS = 2000;
const RETRY_MS = 500;
/** A minute of a busy server: what happened while Redis was away is told late, or in the end not at all. */
const MAX_WAITING = 1000;

/** Gives an event its number, and the epoch of all numbers in this Redis. */
const APPEND_SCRIPT = `
redis.call('HSETNX', KEYS[2], 'epoch', ARGV[2])
local number = redis.call('HINCRBY', KEYS[2], 'last', 1)
redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], number .. '-0', 'event', ARGV[1])
return number
`;

export interface RedisFeedOptions {
  readonly redis: Redis;
  /** Tells the readers of this node. */
  readonly streams: EventStreams;
}

/** One feed for all nodes, over a Redis stream: every node tells the same events under the same ids, so that a reader may go on at any. */
export class RedisFeed implements LiveFeed {
  readonly #redis: Redis;
  /** Blocks while it waits: nothing else may go over it. */
  readonly #listening: Redis;
  readonly #streams: EventStreams;
  #epoch: string | undefined;
  #last = 0;
  #waiting: FeedEvent[] = [];
  #sending = false;
  #closed = false;

  constructor({ redis, streams }: RedisFeedOptions) {
    this.#redis = redis;
    this.#streams = streams;
    this.#listening = redis.duplicate({ commandTimeout: BLOCK_MS + 3000 });
    this.#listening.on("error", () => {});
  }

  /** Tells everything that is still known, then what happens. */
  async start(): Promise<void> {
    await this.#listening.connect();
    await this.#catchUp();
    void this.#listen();
  }

  publish(event: FeedEvent): void {
    if (this.#closed) return;
    this.#waiting.push(event);
    if (this.#waiting.length > MAX_WAITING) this.#waiting.shift();
    void this.#send();
  }

  close(): void {
    this.#closed = true;
    this.#listening.disconnect();
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let event = this.#waiting[0]; event; event = this.#waiting[0]) {
        await this.#redis.eval(APPEND_SCRIPT, 2, STREAM, ORDER, JSON.stringify(event), newEpoch(), KEPT);
        if (this.#waiting[0] === event) this.#waiting.shift();
      }
    } catch {
      // Redis is away: #listen sends again.
    }
    this.#sending = false;
  }

  async #listen(): Promise<void> {
    while (!this.#closed) {
      try {
        if (this.#waiting.length > 0) void this.#send();
        await this.#next();
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    }
  }

  /** Everything that is known already. */
  async #catchUp(): Promise<void> {
    await this.#follow();
    let read = await this.#listening.xread("COUNT", AT_ONCE, "STREAMS", STREAM, `${this.#last}-0`);
    while (read) {
      this.#tellAll(read);
      read = await this.#listening.xread("COUNT", AT_ONCE, "STREAMS", STREAM, `${this.#last}-0`);
    }
  }

  async #next(): Promise<void> {
    await this.#follow();
    this.#tellAll(await this.#listening.xread("COUNT", AT_ONCE, "BLOCK", BLOCK_MS, "STREAMS", STREAM, `${this.#last}-0`));
  }

  /** Begins anew where Redis lost its numbers. */
  async #follow(): Promise<void> {
    await this.#listening.hsetnx(ORDER, "epoch", newEpoch());
    const epoch = (await this.#listening.hget(ORDER, "epoch")) ?? undefined;
    if (epoch === undefined || epoch === this.#epoch) return;
    const [oldest] = await this.#listening.xrange(STREAM, "-", "+", "COUNT", 1);
    this.#epoch = epoch;
    this.#restart(oldest ? Number.parseInt(oldest[0], 10) - 1 : 0);
  }

  #tellAll(read: Awaited<ReturnType<Redis["xread"]>>): void {
    for (const [id, fields] of read?.[0]?.[1] ?? []) {
      const number = Number.parseInt(id, 10);
      // The ones between are not kept any more.
      if (number !== this.#last + 1) this.#restart(number - 1);
      this.#last = number;
      this.#streams.publish(JSON.parse(fields[1] ?? "") as FeedEvent);
    }
  }

  #restart(after: number): void {
    this.#last = after;
    this.#streams.restart(new EventHistory({ ...(this.#epoch !== undefined && { epoch: this.#epoch }), after, kept: KEPT }));
  }
}

function newEpoch(): string {
  return randomBytes(6).toString("hex");
}
