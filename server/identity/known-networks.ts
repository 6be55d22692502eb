import { networkOf } from "../lib/network-of.ts";
import { TOKEN_LIFETIME_MS } from "./tokens.ts";

/** Whoever signed in from a network is known there for as long as the token that they got is good. */
export const KNOWN_MS = TOKEN_LIFETIME_MS;
/** Of one account, as many as it has devices; one more takes the place of the one that is quiet longest. */
export const MAX_NETWORKS = 20;
/** Accounts remembered at once; beyond, those that nobody has opened for longest are forgotten. */
const MAX_ACCOUNTS = 20_000;

/** The networks from which accounts were opened lately: what strangers do elsewhere keeps nobody out there. */
export class KnownNetworks {
  readonly #nowMs: () => number;
  readonly #accounts = new Map<string, Map<string, number>>();

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  has(account: string, address: string): boolean {
    const openedMs = this.#accounts.get(account)?.get(networkOf(address));
    return openedMs !== undefined && this.#nowMs() - openedMs < KNOWN_MS;
  }

  add(account: string, address: string): void {
    const networks = this.#accounts.get(account) ?? new Map<string, number>();
    putLast(networks, networkOf(address), this.#nowMs(), MAX_NETWORKS);
    putLast(this.#accounts, account, networks, MAX_ACCOUNTS);
  }

  forget(account: string): void {
    this.#accounts.delete(account);
  }
}

/** Sets an entry as the newest; of more than `most`, the oldest goes. */
function putLast<T>(entries: Map<string, T>, key: string, value: T, most: number): void {
  entries.delete(key);
  entries.set(key, value);
  if (entries.size <= most) return;
  const oldest = entries.keys().next();
  if (!oldest.done) entries.delete(oldest.value);
}
