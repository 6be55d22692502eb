import type { Redis } from "ioredis";
import { redisAway } from "./redis-away.ts";

/** What a process that is gone had owned goes after so long. */
const KEPT_MS = 60_000;
const REFRESH_EVERY_MS = 10_000;
const AT_ONCE = 500;

/** A value is "<owner> <text>". Deletes where the owner is the one that asks. */
const DROP_SCRIPT = `
local value = redis.call('GET', KEYS[1])
if value and string.sub(value, 1, #ARGV[1] + 1) == ARGV[1] .. ' ' then redis.call('DEL', KEYS[1]) end
`;
/** Keeps what is there alive, writes what is lost, and tells which keys somebody else has now. */
const REFRESH_SCRIPT = `
local others = {}
for i, key in ipairs(KEYS) do
  local value = redis.call('GET', key)
  if value and value ~= ARGV[i + 1] then others[#others + 1] = i
  else redis.call('SET', key, ARGV[i + 1], 'PX', ARGV[1]) end
end
return others
`;

/**
 * Keys that this process owns, for other processes to find. They outlive Redis: what was written while it was away, or was in one
 * that came back empty, is there again soon after. They do not outlive this process by more than a minute.
 */
export class OwnedKeys {
  readonly #redis: Redis;
  readonly #prefix: string;
  readonly #own = new Map<string, string>();
  /** Dropped while Redis was away, by owner. */
  readonly #dropped = new Map<string, string>();
  readonly #timer: NodeJS.Timeout;

  constructor(redis: Redis, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.#timer = setInterval(this.refresh, REFRESH_EVERY_MS).unref();
    redis.on("ready", this.refresh);
  }

  /** The text of a key, whoever owns it. Throws AppError `server/redis` where nobody knows because Redis is away. */
  async get(name: string): Promise<string | undefined> {
    let value: string | null | undefined;
    try {
      value = await this.#redis.get(this.#prefix + name);
    } catch (cause) {
      value = this.#own.get(name);
      if (value === undefined) throw redisAway(cause);
    }
    return value?.slice(value.indexOf(" ") + 1);
  }

  /** Replaces whatever is there, once Redis is. `owner` has no space. */
  async put(name: string, owner: string, text: string): Promise<void> {
    const value = `${owner} ${text}`;
    this.#own.set(name, value);
    this.#dropped.delete(name);
    await this.#redis.set(this.#prefix + name, value, "PX", KEPT_MS).catch(() => {});
  }

  /** Takes a key that nobody has. Throws AppError `server/redis` while Redis is away. */
  async claim(name: string, owner: string, text: string): Promise<boolean> {
    const value = `${owner} ${text}`;
    try {
      if ((await this.#redis.set(this.#prefix + name, value, "PX", KEPT_MS, "NX")) === null) return false;
    } catch (cause) {
      throw redisAway(cause);
    }
    this.#own.set(name, value);
    return true;
  }

  /** Forgets a key if `owner` has it, once Redis is there. */
  async drop(name: string, owner: string): Promise<void> {
    if (this.#own.get(name)?.startsWith(`${owner} `)) this.#own.delete(name);
    try {
      await this.#redis.eval(DROP_SCRIPT, 1, this.#prefix + name, owner);
    } catch {
      this.#dropped.set(name, owner);
    }
  }

  /** Writes again what Redis may have lost; does nothing while Redis is away. */
  readonly refresh = async (): Promise<void> => {
    try {
      for (const [name, owner] of this.#dropped) {
        await this.#redis.eval(DROP_SCRIPT, 1, this.#prefix + name, owner);
        this.#dropped.delete(name);
      }
      const own = [...this.#own];
      for (let at = 0; at < own.length; at += AT_ONCE) await this.#refresh(own.slice(at, at + AT_ONCE));
    } catch {
      // Redis is away: again in a moment.
    }
  };

  close(): void {
    clearInterval(this.#timer);
    this.#redis.off("ready", this.refresh);
  }

  async #refresh(some: readonly (readonly [string, string])[]): Promise<void> {
    const keys = some.map(([name]) => this.#prefix + name);
    const values = some.map(([, value]) => value);
    const others = (await this.#redis.eval(REFRESH_SCRIPT, keys.length, ...keys, KEPT_MS, ...values)) as number[];
    for (const index of others) {
      const [name, value] = some[index - 1] ?? [];
      // It may have been put again while this was under way.
      if (name !== undefined && this.#own.get(name) === value) this.#own.delete(name);
    }
  }
}
