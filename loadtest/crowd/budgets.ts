import { TICK_HZ, UNITS } from "../../rooms/arena/rules.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";

/** What a run of a game may cost at most (`most`) or must reach (`least`), by the name of the figure in the report. */
export interface Budget {
  /** Units of the game's coordinates in a world pixel. */
  readonly unitsPerPx: number;
  readonly most: Readonly<Record<string, number>>;
  readonly least: Readonly<Record<string, number>>;
}

/** What no game may do. */
const FAULTLESS = {
  "frames refused": 0,
  "rooms quarantined": 0,
  "players missing": 0,
  "unexpected closes": 0,
  reconnections: 0,
  errors: 0,
};

/** By game. A step of 16 players, bytes and the tick rate are promises to players; the rest is that nothing goes wrong. */
const BUDGETS: Readonly<Record<string, Budget>> = {
  arena: {
    unitsPerPx: UNITS,
    most: {
      "step p99 ms": 1,
      "encode p99 ms": 5,
      "kB/s a client, mean": 12,
      "join p99 ms": 3000,
      "round trip p99 ms": 250,
      "correction p99 px": 0.5,
      "inputs dropped %": 1,
      ...FAULTLESS,
    },
    least: { "tick rate, worst room": TICK_HZ - 0.5 },
  },
};

/** A game that promises nothing of its own keeps its tick rate and makes no faults. */
export function budgetOf({ id, tickHz }: AnyGame): Budget {
  return BUDGETS[id] ?? { unitsPerPx: 1, most: FAULTLESS, least: { "tick rate, worst room": tickHz - 0.5 } };
}

/** Why a run says nothing about the server: a generator that is this busy, or this late, measures itself. */
export function whyInvalid(figures: ReadonlyMap<string, number>): string | undefined {
  const busy = figures.get("generator CPU %, busiest") ?? 100;
  const late = figures.get("generator late p99 ms") ?? Number.POSITIVE_INFINITY;
  if (busy > MAX_GENERATOR_CPU)
    return `a worker used ${rounded(busy)} % of its core, more than ${MAX_GENERATOR_CPU}: more --workers on more cores, or fewer --players`;
  if (late > MAX_LATE_MS) return `a worker sent its inputs ${rounded(late)} ms late (p99), more than ${MAX_LATE_MS}: something else uses its core`;
  return undefined;
}

const MAX_GENERATOR_CPU = 90;
/** Half a tick of 30 a second: what a page with 60 frames a second is late by itself. */
const MAX_LATE_MS = 17;

/** Which figures are outside of the budget, one sentence each; a figure that a budget names and a run lacks is one too. */
export function brokenBudgets(figures: ReadonlyMap<string, number>, budget: Budget): string[] {
  const broken: string[] = [];
  const check = (name: string, limit: number, fits: (value: number) => boolean, word: string) => {
    const value = figures.get(name);
    if (value === undefined || Number.isNaN(value)) broken.push(`"${name}" was not measured`);
    else if (!fits(value)) broken.push(`"${name}" is ${rounded(value)}; ${word} ${limit}`);
  };
  for (const [name, limit] of Object.entries(budget.most)) check(name, limit, (value) => value <= limit, "at most");
  for (const [name, limit] of Object.entries(budget.least)) check(name, limit, (value) => value >= limit, "at least");
  return broken;
}

/** Three figures are what a reader compares. */
export function rounded(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(3);
}
