import type { IncomingMessage } from "node:http";
import type { Response } from "express";
import { AppError } from "../errors.ts";
import { networkOf } from "../lib/network-of.ts";
import { TokenBucket } from "../lib/token-bucket.ts";
import type { Peers } from "./peers.ts";

/** How often one address may do something: at most `burst` at once, `perSecond` after that. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Addresses remembered at once; beyond, those that have been quiet longest are forgotten. */
const MAX_ADDRESSES = 20_000;

/** One token bucket an address. Our own because it is thirty lines, and needs no store until there are several nodes. */
export class AddressLimit {
  readonly #rate: Rate;
  readonly #nowMs: (() => number) | undefined;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(rate: Rate, nowMs?: () => number) {
    this.#rate = rate;
    this.#nowMs = nowMs;
  }

  /** Throws AppError `request/too-many`, and tells `response` when to come back, where `address` has used up its share. */
  take(address: string, response: Pick<Response, "setHeader">): void {
    const key = networkOf(address);
    const bucket = this.#buckets.get(key) ?? new TokenBucket(this.#rate.burst, this.#rate.perSecond, this.#nowMs);
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > MAX_ADDRESSES) this.#forgetOldest();
    if (bucket.take()) return;
    const seconds = bucket.waitSeconds();
    response.setHeader("Retry-After", seconds);
    throw new AppError("request/too-many", `Too many requests from this address: try again in ${seconds} s.`);
  }

  /** For a route whose every request counts. */
  each(peers: Peers): (request: IncomingMessage, response: Pick<Response, "setHeader">, next: () => void) => void {
    return (request, response, next) => {
      this.take(peers.of(request)?.address ?? "", response);
      next();
    };
  }

  #forgetOldest(): void {
    for (const key of this.#buckets.keys()) {
      this.#buckets.delete(key);
      return;
    }
  }
}
