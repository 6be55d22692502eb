import { NOBODY } from "../../../rooms/arena/rules.ts";
import type { MatchEvent } from "./match-events.ts";

/** What a result tells beside the numbers: whom it is about, and how often. */
export interface Highlight {
  readonly kind: "streak" | "beams" | "nemesis" | "prey" | "first";
  readonly seat: number;
  readonly count: number;
}

/** A run or a rivalry begins with this many. */
const LEAST = 2;

/** Keeps count of a match as it was seen from here: who came late tells less. */
export class Highlights {
  readonly #runs = new Map<number, number>();
  readonly #bestRun = new Map<number, number>();
  readonly #beams = new Map<number, number>();
  readonly #killedUs = new Map<number, number>();
  readonly #killedByUs = new Map<number, number>();
  #first: number | undefined;

  note(events: readonly MatchEvent[], ownSeat: number | undefined): void {
    for (const event of events) {
      if (event.kind === "began") this.#forget();
      if (event.kind === "told" && event.entry.kind === "kill") this.#kill(event.entry, ownSeat);
    }
  }

  list(): readonly Highlight[] {
    const all: Highlight[] = [];
    const add = (kind: Highlight["kind"], counts: ReadonlyMap<number, number>) => {
      const most = best(counts);
      if (most && most.count >= LEAST) all.push({ kind, ...most });
    };
    add("streak", this.#bestRun);
    add("beams", this.#beams);
    add("nemesis", this.#killedUs);
    add("prey", this.#killedByUs);
    if (this.#first !== undefined) all.push({ kind: "first", seat: this.#first, count: 1 });
    return all;
  }

  #kill({ actor, target, weapon }: { readonly actor: number; readonly target: number; readonly weapon: string }, ownSeat: number | undefined): void {
    this.#runs.set(target, 0);
    if (actor === NOBODY || actor === target) return;
    this.#first ??= actor;
    const run = count(this.#runs, actor);
    if (run > (this.#bestRun.get(actor) ?? 0)) this.#bestRun.set(actor, run);
    if (weapon === "beam") count(this.#beams, actor);
    if (target === ownSeat) count(this.#killedUs, actor);
    if (actor === ownSeat) count(this.#killedByUs, target);
  }

  #forget(): void {
    for (const counts of [this.#runs, this.#bestRun, this.#beams, this.#killedUs, this.#killedByUs]) counts.clear();
    this.#first = undefined;
  }
}

function count(counts: Map<number, number>, seat: number): number {
  const next = (counts.get(seat) ?? 0) + 1;
  counts.set(seat, next);
  return next;
}

/** The one with most, of equal ones the lowest seat. */
function best(counts: ReadonlyMap<number, number>): { seat: number; count: number } | undefined {
  let most: { seat: number; count: number } | undefined;
  for (const [seat, count] of counts) if (!most || count > most.count || (count === most.count && seat < most.seat)) most = { seat, count };
  return most;
}
