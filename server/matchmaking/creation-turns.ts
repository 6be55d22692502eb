import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Redis } from "ioredis";
import { redisAway } from "../redis/redis-away.ts";

/** A node that hangs holds the others up no longer than this. */
const MAX_TURN_MS = 2000;
const ASK_EVERY_MS = 20;

const END_SCRIPT = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end";

/** Lets one node at a time make a match of a kind, so that people who come together by different nodes meet. */
export class CreationTurns {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** Resolves once it is this caller's turn, to what ends it. Throws AppError `server/redis` while Redis is away. */
  async take(kind: string): Promise<() => void> {
    const [key, turn] = [`velarium:creating:${kind}`, randomUUID()];
    const deadline = performance.now() + MAX_TURN_MS;
    while ((await this.#claim(key, turn)) === null && performance.now() < deadline) await wait(ASK_EVERY_MS);
    return () => {
      this.#redis.eval(END_SCRIPT, 1, key, turn).catch(() => {
        // It ends by itself.
      });
    };
  }

  #claim(key: string, turn: string): Promise<unknown> {
    return this.#redis.set(key, turn, "PX", MAX_TURN_MS, "NX").catch((cause: unknown) => {
      throw redisAway(cause);
    });
  }
}
