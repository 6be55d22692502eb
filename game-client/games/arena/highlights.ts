import { NOBODY } from "../../../rooms/arena/rules.ts";
import type { FeedEntry } from "../../../rooms/arena/world.ts";
import type { MatchEvent } from "./match-events.ts";

/** What a result tells beside the numbers: whom it is about, and how often. */
export interface Highlight {
  readonly kind: "streak" | "beams" | "nemesis" | "prey" | "first";
  readonly seat: number;
  readonly count: number;
  /** When it was done, the last time that counted. */
  readonly tick: number;
}

interface Counted {
  readonly count: number;
  readonly tick: number;
}

type Counts = Map<number, Counted>;

/** A run or a rivalry begins with this many. */
const LEAST = 2;

/** Keeps count of a match as it was seen from here: who came late tells less. */
export class Highlights {
  readonly #runs: Counts = new Map();
  readonly #bestRun: Counts = new Map();
  readonly #beams: Counts = new Map();
  readonly #killedUs: Counts = new Map();
  readonly #killedByUs: Counts = new Map();
  #first: { readonly seat: number; readonly tick: number } | undefined;

  note(events: readonly MatchEvent[], ownSeat: number | undefined): void {
    for (const event of events) {
      if (event.kind === "began") this.#forget();
      if (event.kind === "told" && event.entry.kind === "kill") this.#kill(event.entry, ownSeat);
    }
  }

  list(): readonly Highlight[] {
    const all: Highlight[] = [];
    const add = (kind: Highlight["kind"], counts: ReadonlyMap<number, Counted>) => {
      const most = best(counts);
      if (most && most.count >= LEAST) all.push({ kind, ...most });
    };
    add("streak", this.#bestRun);
    add("beams", this.#beams);
    add("nemesis", this.#killedUs);
    add("prey", this.#killedByUs);
    if (this.#first !== undefined) all.push({ kind: "first", count: 1, ...this.#first });
    return all;
  }

  #kill({ actor, target, weapon, tick }: FeedEntry, ownSeat: number | undefined): void {
    this.#runs.delete(target);
    if (actor === NOBODY || actor === target) return;
    this.#first ??= { seat: actor, tick };
    const run = count(this.#runs, actor, tick);
    if (run.count > (this.#bestRun.get(actor)?.count ?? 0)) this.#bestRun.set(actor, run);
    if (weapon === "beam") count(this.#beams, actor, tick);
    if (target === ownSeat) count(this.#killedUs, actor, tick);
    if (actor === ownSeat) count(this.#killedByUs, target, tick);
  }

  #forget(): void {
    for (const counts of [this.#runs, this.#bestRun, this.#beams, this.#killedUs, this.#killedByUs]) counts.clear();
    this.#first = undefined;
  }
}

function count(counts: Counts, seat: number, tick: number): Counted {
  const next = { count: (counts.get(seat)?.count ?? 0) + 1, tick };
  counts.set(seat, next);
  return next;
}

/** The one with most, of equal ones the lowest seat. */
function best(counts: ReadonlyMap<number, Counted>): (Counted & { seat: number }) | undefined {
  let most: (Counted & { seat: number }) | undefined;
  for (const [seat, { count, tick }] of counts)
    if (!most || count > most.count || (count === most.count && seat < most.seat)) most = { seat, count, tick };
  return most;
}
