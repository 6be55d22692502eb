import type { BroadcastFrame } from "../../rooms/lib/broadcast.ts";

/** Those who read along. One that throws is left out from then on and hurts nobody. */
export class Tails {
  readonly #listeners = new Set<(frame: BroadcastFrame) => void>();

  /** `before` is what a late one is given first. */
  add(listener: (frame: BroadcastFrame) => void, before: readonly BroadcastFrame[]): () => void {
    const own = (frame: BroadcastFrame) => listener(frame);
    this.#listeners.add(own);
    for (const frame of [...before]) this.#give(own, frame);
    return () => this.#listeners.delete(own);
  }

  give(frame: BroadcastFrame): void {
    // Who begins to listen meanwhile was given this frame with those before.
    for (const listener of [...this.#listeners]) this.#give(listener, frame);
  }

  #give(listener: (frame: BroadcastFrame) => void, frame: BroadcastFrame): void {
    if (!this.#listeners.has(listener)) return;
    try {
      listener(frame);
    } catch {
      this.#listeners.delete(listener);
    }
  }
}
