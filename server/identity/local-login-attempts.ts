import { networkOf } from "../lib/network-of.ts";
import { KnownNetworks } from "./known-networks.ts";
import type { Attempt, LoginAttempts } from "./login-attempts.ts";

/** After `free` failures each further one doubles the wait, from `firstMs` to `mostMs`. */
interface Backoff {
  readonly free: number;
  readonly firstMs: number;
  readonly mostMs: number;
}

const MINUTE_MS = 60_000;
/** One who guesses at one account from one place; one place that tries many; one account tried from many. */
export const BACKOFFS = {
  pair: { free: 5, firstMs: 2000, mostMs: 15 * MINUTE_MS },
  address: { free: 30, firstMs: 2000, mostMs: 15 * MINUTE_MS },
  account: { free: 50, firstMs: 1000, mostMs: 2 * MINUTE_MS },
} as const satisfies Record<string, Backoff>;
/** Failures are forgiven when there was none for so long. */
export const FORGIVEN_MS = 60 * MINUTE_MS;
/** Remembered at once, of each kind; beyond, those that have been quiet longest are forgotten. */
const MAX_REMEMBERED = 20_000;

interface Failures {
  count: number;
  lastMs: number;
}
type Kind = keyof typeof BACKOFFS;
const KINDS = Object.keys(BACKOFFS) as Kind[];

/** In this process: each node counts its own. */
export class LocalLoginAttempts implements LoginAttempts {
  readonly #nowMs: () => number;
  readonly #known: KnownNetworks;
  readonly #failures: Record<Kind, Map<string, Failures>> = { pair: new Map(), address: new Map(), account: new Map() };

  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs;
    this.#known = new KnownNetworks(nowMs);
  }

  async begin(account: string, address: string): Promise<Attempt | { readonly ok: false; readonly waitMs: number }> {
    const network = networkOf(address);
    const keys = { pair: `${network} ${account}`, address: network, account } as const;
    const limits = this.#known.has(account, address) ? KINDS.filter((kind) => kind !== "account") : KINDS;
    const waitMs = Math.max(...limits.map((kind) => this.#waitMs(kind, keys[kind])));
    if (waitMs > 0) return { ok: false, waitMs };
    for (const kind of KINDS) this.#count(kind, keys[kind], 1);
    const cancelled = async () => {
      for (const kind of KINDS) this.#count(kind, keys[kind], -1);
    };
    return {
      ok: true,
      cancelled,
      succeeded: async () => {
        await cancelled();
        this.#failures.pair.delete(keys.pair);
        this.#known.add(account, address);
      },
    };
  }

  async forget(account: string): Promise<void> {
    this.#known.forget(account);
  }

  #waitMs(kind: Kind, key: string): number {
    const failures = this.#failures[kind].get(key);
    if (!failures) return 0;
    const { free, firstMs, mostMs } = BACKOFFS[kind];
    if (failures.count < free) return 0;
    const pauseMs = Math.min(mostMs, firstMs * 2 ** Math.min(30, failures.count - free));
    return Math.max(0, failures.lastMs + pauseMs - this.#nowMs());
  }

  #count(kind: Kind, key: string, by: 1 | -1): void {
    const remembered = this.#failures[kind];
    const known = remembered.get(key);
    const nowMs = this.#nowMs();
    const count = known && nowMs - known.lastMs < FORGIVEN_MS ? known.count : 0;
    remembered.delete(key);
    if (count + by <= 0) return;
    remembered.set(key, { count: count + by, lastMs: by > 0 ? nowMs : (known?.lastMs ?? nowMs) });
    if (remembered.size <= MAX_REMEMBERED) return;
    const oldest = remembered.keys().next();
    if (!oldest.done) remembered.delete(oldest.value);
  }
}
