/** Where one player was at each tick that was seen, as ground covered since the beginning. */
export class Track {
  readonly #ticks: number[] = [];
  readonly #ground: number[] = [];
  #x = 0;
  #y = 0;
  /** The furthest in one tick. */
  longestStep = 0;

  add(tick: number, x: number, y: number): void {
    const lastTick = this.#ticks.at(-1);
    if (lastTick !== undefined && tick <= lastTick) return;
    const step = lastTick === undefined ? 0 : Math.hypot(x - this.#x, y - this.#y);
    if (lastTick !== undefined) this.longestStep = Math.max(this.longestStep, step / (tick - lastTick));
    this.#ticks.push(tick);
    this.#ground.push((this.#ground.at(-1) ?? 0) + step);
    this.#x = x;
    this.#y = y;
  }

  /** Ticks from the first to the last that were seen. */
  get ticks(): number {
    return (this.#ticks.at(-1) ?? 0) - (this.#ticks[0] ?? 0);
  }

  get ground(): number {
    return this.#ground.at(-1) ?? 0;
  }

  /** The most ground that was covered in any stretch of `ticks`. */
  best(ticks: number): number {
    let best = 0;
    let end = 0;
    for (let start = 0; start < this.#ticks.length; start++) {
      while ((this.#ticks[end + 1] ?? Number.POSITIVE_INFINITY) - (this.#ticks[start] ?? 0) <= ticks) end++;
      best = Math.max(best, (this.#ground[end] ?? 0) - (this.#ground[start] ?? 0));
    }
    return best;
  }
}
