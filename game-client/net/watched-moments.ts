import type { TimedMoment } from "./playback.ts";

/** What is known of a match's moments, wherever each was heard; each once, oldest first. */
export class WatchedMoments {
  readonly #known = new Map<string, TimedMoment>();
  #list: readonly TimedMoment[] | undefined;

  get list(): readonly TimedMoment[] {
    this.#list ??= [...this.#known.values()].sort((a, b) => a.tick - b.tick);
    return this.#list;
  }

  add(moments: readonly TimedMoment[]): void {
    for (const moment of moments) {
      const key = `${moment.tick} ${moment.kind} ${moment.seats.join()}`;
      if (this.#known.has(key)) continue;
      this.#known.set(key, moment);
      this.#list = undefined;
    }
  }
}
