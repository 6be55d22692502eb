/** Long enough that a line that gets slower does not look like a server that does. */
const WINDOW_MS = 6000;
const SAMPLE_MS = 500;

/**
 * Watches the server's clock and what became of our inputs, from the state alone: the server takes exactly one input of ours a
 * tick, so a tick without a new one repeated the last, and inputs that were skipped came too late.
 */
export class TickWatch {
  /** Ticks for which the server had no new input of ours. */
  repeated = 0;
  /** Inputs of ours that the server left out. */
  dropped = 0;
  readonly #samples: { readonly atMs: number; readonly tick: number }[] = [];
  #tick: number | undefined;
  #acked = 0;

  /** Once a frame: the state's tick, and the newest input that it holds. */
  frame(nowMs: number, tick: number, acked: number): void {
    if (this.#tick === undefined || tick < this.#tick || acked < this.#acked) this.forget();
    else if (tick > this.#tick && this.#acked > 0) {
      const missing = tick - this.#tick - (acked - this.#acked);
      if (missing > 0) this.repeated += missing;
      else this.dropped -= missing;
    }
    this.#tick = tick;
    this.#acked = acked;
    const last = this.#samples.at(-1);
    if (last && nowMs - last.atMs < SAMPLE_MS) return;
    this.#samples.push({ atMs: nowMs, tick });
    while (this.#samples[0] && nowMs - this.#samples[0].atMs > WINDOW_MS) this.#samples.shift();
  }

  /** Ticks a second over the last six; undefined until three have been watched. */
  get ticksPerSecond(): number | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || last.atMs - first.atMs < WINDOW_MS / 2) return undefined;
    return ((last.tick - first.tick) * 1000) / (last.atMs - first.atMs);
  }

  /** Another room or another match, or frames were missed: what was before says nothing. */
  forget(): void {
    this.#samples.length = 0;
    this.#tick = undefined;
    this.#acked = 0;
  }
}
