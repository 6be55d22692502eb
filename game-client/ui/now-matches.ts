import { isRecord, type PublicMatch, type PublicMatches, readLeaders, readMatch } from "../net/public-matches.ts";

const SHOWN = 4;

/** Running public matches and latest results: loaded once, then kept up with the feed. */
export class NowMatches {
  state: "loading" | "there" | "away" = "loading";
  #running = new Map<string, PublicMatch>();
  #results: readonly PublicMatch[] = [];
  readonly #load: PublicMatches;
  /** Events that came while a list was on its way; they are newer than it. */
  #meanwhile: [string, unknown][] | undefined;

  constructor(load: PublicMatches) {
    this.#load = load;
  }

  /** Newest first. */
  get running(): readonly PublicMatch[] {
    return [...this.#running.values()].slice(0, SHOWN);
  }

  /** Latest first; matches without a result are none. */
  get results(): readonly PublicMatch[] {
    return this.#results.filter(({ counts }) => counts).slice(0, SHOWN);
  }

  /** Loads both lists anew. Feed events that come meanwhile are not lost. */
  async reload(): Promise<void> {
    const meanwhile: [string, unknown][] = [];
    this.#meanwhile = meanwhile;
    const [live, finished] = await Promise.all([this.#load("live"), this.#load("finished")]);
    // Another reload has begun.
    if (this.#meanwhile !== meanwhile) return;
    this.#meanwhile = undefined;
    if (live && finished) {
      this.#running = new Map(live.map((match) => [match.id, match]));
      this.#results = finished;
      this.state = "there";
    } else this.state = "away";
    for (const [name, data] of meanwhile) this.#apply(name, data);
  }

  /** An event of the feed. */
  tell(name: string, data: unknown): void {
    if (this.#meanwhile) this.#meanwhile.push([name, data]);
    else this.#apply(name, data);
  }

  #apply(name: string, data: unknown): void {
    if (!isRecord(data)) return;
    if (name === "score" && typeof data.match === "string") this.#score(data.match, data);
    const match = name === "match-started" || name === "match-finished" ? readMatch(data.match) : undefined;
    if (!match) return;
    this.#running.delete(match.id);
    if (name === "match-started") this.#running = new Map([[match.id, match], ...this.#running]);
    else this.#results = [match, ...this.#results.filter(({ id }) => id !== match.id)].slice(0, 2 * SHOWN);
  }

  #score(id: string, { leaders, seats }: Record<string, unknown>): void {
    const match = this.#running.get(id);
    if (match) this.#running.set(id, { ...match, leaders: readLeaders(leaders), seats: Number(seats) || match.seats });
  }
}
