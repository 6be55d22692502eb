import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";

const POST_EVERY_MS = 1000;
/** Whoever posted nothing for so long is not there. */
const FRESH_MS = 7000;

/** Notes a text at Redis' own time, forgets those of nodes that are gone, and returns the others'. */
const POST_SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])) do
  redis.call('ZREM', KEYS[1], gone)
  redis.call('HDEL', KEYS[2], gone)
end
local texts = {}
local fields = redis.call('HGETALL', KEYS[2])
for i = 1, #fields, 2 do if fields[i] ~= ARGV[1] then texts[#texts + 1] = fields[i + 1] end end
return texts
`;

/** What each node says of itself, about a second old, and nothing of nodes that are gone. Where Redis is away: nothing of any other. */
export class NodeBoard {
  readonly #redis: Redis;
  readonly #keys: readonly [string, string];
  readonly #mine: () => string;
  readonly #node = randomUUID();
  readonly #timer: NodeJS.Timeout;
  #others: readonly string[] = [];

  constructor(redis: Redis, name: string, mine: () => string) {
    this.#redis = redis;
    this.#keys = [`velarium:{${name}}:seen`, `velarium:{${name}}:texts`];
    this.#mine = mine;
    this.#timer = setInterval(this.post, POST_EVERY_MS).unref();
  }

  get others(): readonly string[] {
    return this.#others;
  }

  /** Says it now, and hears what the others say. */
  readonly post = async (): Promise<void> => {
    try {
      this.#others = (await this.#redis.eval(POST_SCRIPT, 2, ...this.#keys, this.#node, FRESH_MS, this.#mine())) as string[];
    } catch {
      this.#others = [];
    }
  };

  /** Takes down what this node said. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    const [seen, texts] = this.#keys;
    await this.#redis
      .multi()
      .zrem(seen, this.#node)
      .hdel(texts, this.#node)
      .exec()
      .catch(() => {});
  }
}
