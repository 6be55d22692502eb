import { setTimeout as wait } from "node:timers/promises";
import type { JournalSwitch } from "../../server/testing/without-journal.ts";
import { mean, quantile } from "./verdict.ts";

/** What some ticks of a match cost, each, in ms. */
export interface Ticks {
  readonly tickMs: number[];
  /** Of the thread that the room lives on, until the next tick. */
  readonly cpuMs: number[];
  /** Of the whole process: with what other threads compress and collect. */
  readonly allMs: number[];
}

export interface Pair {
  readonly on: Ticks;
  readonly off: Ticks;
}

/** On and off change so often within a pair: this machine is faster and slower for seconds, which then falls on both alike. */
const TURNS = 4;
/** Until what was appended before is written. */
const SETTLE_MS = 300;

/** Pairs of one match with the journal on and off, so that both play the same fight; `ticks` lets some seconds of it pass. */
export async function pairsOf(count: number, journal: JournalSwitch, ticks: () => Promise<Ticks>): Promise<Pair[]> {
  const pairs: Pair[] = [];
  while (pairs.length < count) {
    const slices: Record<keyof Pair, Ticks[]> = { on: [], off: [] };
    // On, off, off, on, ...: neither is always the first.
    for (let turn = 0; turn < 2 * TURNS; turn++) {
      const which = ((turn + 1) & 2) === 0 ? "on" : "off";
      journal.on = which === "on";
      await wait(SETTLE_MS);
      slices[which].push(await ticks());
    }
    pairs.push({ on: together(slices.on), off: together(slices.off) });
  }
  journal.on = true;
  return pairs;
}

function together(slices: readonly Ticks[]): Ticks {
  const all = (of: keyof Ticks) => slices.flatMap((slice) => slice[of]);
  return { tickMs: all("tickMs"), cpuMs: all("cpuMs"), allMs: all("allMs") };
}

/** What the journal costs, in ratios of on to off and in milliseconds. */
export interface Cost {
  readonly cpuRatio: number;
  readonly allRatio: number;
  readonly p99MoreMs: number;
}

/** The costliest ticks are those in which all garbage of the process is collected, for up to 50 ms: as much as 25 ticks, once in half a minute. */
const COUNTED = 0.98;

/** Prints what pairs show, under a name. */
export function costOf(name: string, pairs: readonly Pair[]): Cost {
  const ratios = (of: "cpuMs" | "allMs") => pairs.map(({ on, off }) => usual(on[of]) / usual(off[of]));
  const [own, all] = [ratios("cpuMs"), ratios("allMs")];
  console.log(`${name}: ${pairs.length} pairs; ratios of on to off are quartiles`);
  tell("the room's thread", pairs, "cpuMs", own);
  tell("all threads", pairs, "allMs", all);
  const tick = (which: keyof Pair, share: number) =>
    quantile(
      pairs.flatMap((pair) => pair[which].tickMs),
      share,
    );
  const [on, off] = [tick("on", 0.99), tick("off", 0.99)];
  const ms = (value: number) => value.toFixed(3);
  console.log(`  tick p50 ${ms(tick("on", 0.5))} ms on, ${ms(tick("off", 0.5))} ms off; p99 ${ms(on)} on, ${ms(off)} off`);
  return { cpuRatio: quantile(own, 0.5), allRatio: quantile(all, 0.5), p99MoreMs: on - off };
}

function tell(what: string, pairs: readonly Pair[], of: "cpuMs" | "allMs", ratios: readonly number[]): void {
  const each = (which: keyof Pair, value: (ms: readonly number[]) => number) => mean(pairs.map((pair) => value(pair[which][of]))).toFixed(3);
  const quartiles = [0.25, 0.5, 0.75].map((share) => quantile(ratios, share).toFixed(3)).join(" ");
  console.log(`  CPU of ${what} per tick ${each("on", usual)} ms on, ${each("off", usual)} ms off; ${quartiles}`);
  console.log(`    with the costliest ticks ${each("on", mean)} ms on, ${each("off", mean)} ms off`);
}

/** The mean of all but the costliest. */
function usual(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return mean(sorted.slice(0, Math.ceil(sorted.length * COUNTED)));
}
