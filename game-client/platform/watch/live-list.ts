import { fieldsOf, textOf } from "../../net/fields.ts";
import type { Answer } from "../../net/request.ts";
import { type LiveMatch, readLiveMatch, withScore } from "./live-match.ts";

/** A match of the list; one that is over stays until `settle`, so that nothing moves under a pointer. */
export type ListedMatch = LiveMatch & { readonly over: boolean };

/** The matches that run: loaded, then kept up with the feed. Order changes with `settle` alone; until then new ones come last. */
export class LiveList {
  state: "loading" | "there" | "away" = "loading";
  readonly #load: () => Promise<Answer<readonly LiveMatch[]>>;
  #matches: readonly ListedMatch[] = [];
  /** Events that came while the list was on its way; they are newer than it. */
  #meanwhile: [string, unknown][] | undefined;

  constructor(load: () => Promise<Answer<readonly LiveMatch[]>>) {
    this.#load = load;
  }

  get matches(): readonly ListedMatch[] {
    return this.#matches;
  }

  async reload(): Promise<void> {
    const meanwhile: [string, unknown][] = [];
    this.#meanwhile = meanwhile;
    const loaded = await this.#load();
    // Another reload has begun.
    if (this.#meanwhile !== meanwhile) return;
    this.#meanwhile = undefined;
    this.state = loaded.ok ? "there" : "away";
    if (loaded.ok) this.#take(loaded.value);
    for (const [name, data] of meanwhile) this.#apply(name, data);
  }

  /** An event of the feed. */
  tell(name: string, data: unknown): void {
    if (this.#meanwhile) this.#meanwhile.push([name, data]);
    else this.#apply(name, data);
  }

  /** Nobody points at anything: those that are over go, the others come in order, most watched first and then the newest. */
  settle(): void {
    this.#matches = this.#matches
      .filter(({ over }) => !over)
      .toSorted((a, b) => b.watchers - a.watchers || b.startedAtMs - a.startedAtMs || (a.id < b.id ? -1 : 1));
  }

  #take(loaded: readonly LiveMatch[]): void {
    const found = new Map(loaded.map((match) => [match.id, match]));
    const kept = this.#matches.map((match) => ({ ...match, ...found.get(match.id), over: !found.has(match.id) }));
    const fresh = loaded.filter(({ id }) => !this.#matches.some((match) => match.id === id));
    this.#matches = [...kept, ...fresh.map((match) => ({ ...match, over: false }))];
  }

  #apply(name: string, data: unknown): void {
    const fields = fieldsOf(data);
    if (name === "score") this.#change(textOf(fields.match), (match) => ({ ...match, ...withScore(match, fields) }));
    const told = fieldsOf(fields.match);
    const id = textOf(told.id);
    if (name === "match-finished") this.#change(id, (match) => ({ ...match, ...withScore(match, told), over: true }));
    if (name === "match-started" && id !== "" && !this.#matches.some((match) => match.id === id))
      this.#matches = [...this.#matches, { ...readLiveMatch(told), over: false }];
  }

  #change(id: string, change: (match: ListedMatch) => ListedMatch): void {
    this.#matches = this.#matches.map((match) => (match.id === id ? change(match) : match));
  }
}
