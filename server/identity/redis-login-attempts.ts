import type { Redis } from "ioredis";
import { networkOf } from "../lib/network-of.ts";
import { KNOWN_MS, MAX_NETWORKS } from "./known-networks.ts";
import { BACKOFFS, FORGIVEN_MS, LocalLoginAttempts } from "./local-login-attempts.ts";
import type { Attempt, LoginAttempts } from "./login-attempts.ts";

/** How long to wait by all three; where it is not at all, one failure more of each. Then ARGV: forgiven, and free, first, most of each. */
const BEGIN_SCRIPT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local wait = 0
for i, key in ipairs(KEYS) do
  local known = redis.call('HMGET', key, 'count', 'last')
  local over = (tonumber(known[1]) or 0) - ARGV[3 * i - 1]
  if over >= 0 then
    local pause = math.min(tonumber(ARGV[3 * i + 1]), ARGV[3 * i] * 2 ^ math.min(30, over))
    wait = math.max(wait, (tonumber(known[2]) or 0) + pause - now)
  end
end
if wait > 0 then return math.ceil(wait) end
for _, key in ipairs(KEYS) do
  redis.call('HINCRBY', key, 'count', 1)
  redis.call('HSET', key, 'last', now)
  redis.call('PEXPIRE', key, ARGV[1])
end
return 0
`;
const CANCEL_SCRIPT = `
for _, key in ipairs(KEYS) do
  if redis.call('EXISTS', key) == 1 and redis.call('HINCRBY', key, 'count', -1) <= 0 then redis.call('DEL', key) end
end
`;

const UNLIMITED = Number.MAX_SAFE_INTEGER;

/** For all nodes, in Redis; while it is away each node counts its own. */
export class RedisLoginAttempts implements LoginAttempts {
  readonly #redis: Redis;
  readonly #meanwhile = new LocalLoginAttempts();

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  async begin(account: string, address: string): Promise<Attempt | { readonly ok: false; readonly waitMs: number }> {
    const network = networkOf(address);
    const [pair, ...others] = [`pair:${network} ${account}`, `address:${network}`, `account:${account}`].map((name) => `velarium:{logins}:${name}`);
    const keys = [pair ?? "", ...others];
    let waitMs: number;
    try {
      const openedMs = Number(await this.#redis.zscore(knownKey(account), network));
      const free = Date.now() - openedMs < KNOWN_MS ? UNLIMITED : BACKOFFS.account.free;
      const limits = [BACKOFFS.pair, BACKOFFS.address, { ...BACKOFFS.account, free }];
      const fields = limits.flatMap(({ free, firstMs, mostMs }) => [free, firstMs, mostMs]);
      waitMs = Number(await this.#redis.eval(BEGIN_SCRIPT, keys.length, ...keys, FORGIVEN_MS, ...fields));
    } catch {
      return this.#meanwhile.begin(account, address);
    }
    if (waitMs > 0) return { ok: false, waitMs };
    const cancelled = async () => {
      // What cannot be taken back is forgiven in time.
      await this.#redis.eval(CANCEL_SCRIPT, keys.length, ...keys).catch(() => {});
    };
    return {
      ok: true,
      cancelled,
      succeeded: async () => {
        await cancelled();
        const known = knownKey(account);
        const right = this.#redis
          .multi()
          .del(pair ?? "")
          .zadd(known, Date.now(), network)
          .zremrangebyrank(known, 0, -MAX_NETWORKS - 1);
        await right
          .pexpire(known, KNOWN_MS)
          .exec()
          .catch(() => {});
      },
    };
  }

  async forget(account: string): Promise<void> {
    // What cannot be forgotten now is in time.
    await this.#redis.del(knownKey(account)).catch(() => {});
  }
}

/** Of the networks from which an account was opened, and when. */
function knownKey(account: string): string {
  return `velarium:{logins}:known:${account}`;
}
