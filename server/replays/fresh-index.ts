import type { BroadcastIndex, SegmentEntry } from "../../rooms/lib/broadcast.ts";

/** It is read again at most so often. */
const REFRESH_MS = 500;

/** The index of a broadcast as it was read last; once it is whole it is not read again. */
export class FreshIndex {
  readonly #load: () => Promise<BroadcastIndex | undefined>;
  readonly #changed: () => void;
  #index: BroadcastIndex;
  #readMs = performance.now();
  #reading: Promise<void> | undefined;

  constructor(index: BroadcastIndex, load: () => Promise<BroadcastIndex | undefined>, changed: () => void) {
    this.#index = index;
    this.#load = load;
    this.#changed = changed;
  }

  get now(): BroadcastIndex {
    return this.#index;
  }

  /** The segment that begins with a tick. */
  from(firstTick: number): SegmentEntry | undefined {
    return this.#index.segments.find((segment) => segment.firstTick === firstTick);
  }

  /** Reads it again, unless that was done just now, or nobody writes it any more. */
  refresh(): Promise<void> {
    if (this.#index.state !== "live") return Promise.resolve();
    return performance.now() - this.#readMs < REFRESH_MS ? (this.#reading ?? Promise.resolve()) : this.read();
  }

  read(): Promise<void> {
    if (this.#index.state === "whole") return Promise.resolve();
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** What cannot be read now stays as it was. */
  async #read(): Promise<void> {
    this.#readMs = performance.now();
    const index = await this.#load().catch(() => undefined);
    if (index) this.#index = index;
    this.#changed();
  }
}
