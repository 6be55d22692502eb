import type { Redis } from "ioredis";

const NODES = "velarium:nodes";
/** Three beats and a bit: a node that is busy for a moment keeps its rooms listed. */
const GONE_MS = 7000;

/** Notes a beat at Redis' own time; returns one node that missed too many, to whoever asks first. */
const BEAT_SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
local gone = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2], 'LIMIT', 0, 1)[1]
if gone then redis.call('ZREM', KEYS[1], gone) end
return gone
`;

/** Finds out which nodes are gone: each is told to one of the others, once. */
export class NodeBeats {
  readonly #redis: Redis;
  readonly #gone: (node: string) => Promise<void>;

  constructor(redis: Redis, gone: (node: string) => Promise<void>) {
    this.#redis = redis;
    this.#gone = gone;
  }

  /** Rejects where Redis is away. */
  async beat(node: string): Promise<void> {
    const gone = await this.#redis.eval(BEAT_SCRIPT, 1, NODES, node, GONE_MS);
    if (typeof gone === "string") await this.#gone(gone);
  }

  /** Said by a node that stops. */
  async end(node: string): Promise<void> {
    await this.#redis.zrem(NODES, node).catch(() => {});
  }
}
