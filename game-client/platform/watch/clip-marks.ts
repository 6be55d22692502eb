import type { Span } from "./timeline.ts";

/** Shorter than this a clip shows nothing. */
const LEAST_SECONDS = 1;

/** Where a clip begins and ends, marked one after the other in any order. */
export class ClipMarks {
  from: number | undefined;
  to: number | undefined;
  readonly #leastTicks: number;

  constructor(tickHz: number) {
    this.#leastTicks = LEAST_SECONDS * tickHz;
  }

  /** An end that is not after its new begin is forgotten, and the other way round. */
  begin(tick: number): void {
    this.from = Math.round(tick);
    if (this.to !== undefined && this.to - this.from < this.#leastTicks) this.to = undefined;
  }

  end(tick: number): void {
    this.to = Math.round(tick);
    if (this.from !== undefined && this.to - this.from < this.#leastTicks) this.from = undefined;
  }

  /** Undefined until both are marked. */
  get span(): Span | undefined {
    return this.from !== undefined && this.to !== undefined ? { from: this.from, to: this.to } : undefined;
  }
}
