/** Calls back at fixed times, each `stepMs` after the one before, with the time that was due: late calls are made up for, none is left out. */
export class Pace {
  readonly #stepMs: number;
  readonly #calls = new Set<{ call: (dueAtMs: number) => void; dueAtMs: number }>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  /** How late each call was. */
  lateMs: number[] = [];

  constructor(stepMs: number) {
    this.#stepMs = stepMs;
  }

  /** From now on calls `call` every step, until what this returns is called. */
  add(call: (dueAtMs: number) => void): () => void {
    const entry = { call, dueAtMs: performance.now() + this.#stepMs };
    this.#calls.add(entry);
    this.#timer ??= setTimeout(() => this.#run(), 1);
    return () => this.#calls.delete(entry);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #run(): void {
    let nextMs = Number.POSITIVE_INFINITY;
    for (const entry of this.#calls) {
      for (let nowMs = performance.now(); entry.dueAtMs <= nowMs && !this.#stopped; entry.dueAtMs += this.#stepMs) {
        this.lateMs.push(nowMs - entry.dueAtMs);
        entry.call(entry.dueAtMs);
      }
      nextMs = Math.min(nextMs, entry.dueAtMs);
    }
    this.#timer = undefined;
    if (!this.#stopped && this.#calls.size > 0) this.#timer = setTimeout(() => this.#run(), Math.max(0, nextMs - performance.now()));
  }
}
