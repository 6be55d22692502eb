import type { Response } from "express";
import { encodeFrame } from "../../rooms/lib/broadcast.ts";
import { AppError } from "../errors.ts";
import { networkOf } from "../lib/network-of.ts";
import type { Broadcasts } from "./broadcasts.ts";
import { EdgeReader } from "./edge-reader.ts";
import type { WireFrame } from "./wire-frame.ts";

/** One server asks once for each match that is watched there. */
const MAX_PER_ADDRESS = 200;
const MAX_STREAMS = 2000;
/** A server that lags by this much comes back, from the newest full state on. */
const MAX_QUEUED_BYTES = 1024 * 1024;
const RETRY_AFTER_SECONDS = 10;

export interface TailRequest {
  readonly address: string;
  readonly match: string;
  readonly response: Response;
  readonly hops: readonly string[];
}

/** Broadcasts as other servers read them along: frames as they are kept, from the newest full state that may be seen. */
export class TailStreams {
  readonly #broadcasts: Broadcasts;
  readonly #open = new Set<Response>();
  readonly #byNetwork = new Map<string, number>();

  constructor(broadcasts: Broadcasts) {
    this.#broadcasts = broadcasts;
  }

  /** Answers until the match has ended or either side goes. */
  async open({ address, match, response, hops }: TailRequest): Promise<void> {
    const network = networkOf(address);
    if (this.#open.size >= MAX_STREAMS || (this.#byNetwork.get(network) ?? 0) >= MAX_PER_ADDRESS)
      throw new AppError("server/busy", "Too many servers read along here: try again later.", { retryAfterSeconds: RETRY_AFTER_SECONDS });
    const lease = await this.#broadcasts.lease(match, hops);
    if (!lease) throw new AppError("match/unknown", "There is no such match to watch.");
    // Who went away meanwhile will not close it again.
    if (response.destroyed) return lease.release();
    this.#count(network, 1);
    this.#open.add(response);
    response.setHeader("Content-Type", "application/octet-stream");
    response.setHeader("Cache-Control", "no-store");
    response.flushHeaders();
    const write = (frame: WireFrame) => this.#write(response, frame);
    const reader = new EdgeReader(lease.broadcast, 0, { begin: (behind) => behind.forEach(write), frame: write });
    response.once("close", () => {
      reader.stop();
      lease.release();
      this.#open.delete(response);
      this.#count(network, -1);
    });
    await reader.start();
  }

  close(): void {
    for (const response of this.#open) response.destroy();
  }

  #write(response: Response, { kind, frame }: WireFrame): void {
    if (response.writableEnded || response.destroyed) return;
    response.write(encodeFrame(frame));
    if (kind === "end") response.end();
    else if (response.writableLength > MAX_QUEUED_BYTES) response.destroy();
  }

  #count(network: string, change: 1 | -1): void {
    const open = (this.#byNetwork.get(network) ?? 0) + change;
    if (open > 0) this.#byNetwork.set(network, open);
    else this.#byNetwork.delete(network);
  }
}
