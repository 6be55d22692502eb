import type { JournalSwitch } from "../../server/testing/without-journal.ts";
import { quantile } from "./verdict.ts";

/** What some ticks of a match cost. */
export interface Block {
  /** Of the thread that the room lives on. */
  readonly cpuMsPerTick: number;
  /** Of the whole process: with what other threads compress. */
  readonly allMsPerTick: number;
  readonly tickMs: readonly number[];
}

export interface Pair {
  readonly on: Block;
  readonly off: Block;
}

/** Ticks of a match: how many, and how long each took. A room that is late makes up for ticks in one turn, which is one time. */
export interface Ticks {
  readonly count: number;
  readonly tickMs: readonly number[];
}

/** Runs `ticks` and says what the process used meanwhile. */
export async function blockOf(ticks: () => Promise<Ticks>): Promise<Block> {
  const all = process.cpuUsage();
  const own = process.threadCpuUsage();
  const { count, tickMs } = await ticks();
  const perTick = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000 / count;
  return { cpuMsPerTick: perTick(process.threadCpuUsage(own)), allMsPerTick: perTick(process.cpuUsage(all)), tickMs };
}

/** Blocks of one match with the journal on and off, so that both play the same fight; which comes first alternates. */
export async function pairsOf(count: number, journal: JournalSwitch, block: () => Promise<Block>): Promise<Pair[]> {
  const pairs: Pair[] = [];
  while (pairs.length < count) {
    const first = pairs.length % 2 === 0;
    journal.on = first;
    const one = await block();
    journal.on = !first;
    const two = await block();
    pairs.push(first ? { on: one, off: two } : { on: two, off: one });
  }
  journal.on = true;
  return pairs;
}

/** What the journal costs, in ratios of on to off and in milliseconds. */
export interface Cost {
  readonly cpuRatio: number;
  readonly allRatio: number;
  readonly p99MoreMs: number;
}

/** Prints what pairs show, under a name. */
export function costOf(name: string, pairs: readonly Pair[]): Cost {
  const ratios = (of: "cpuMsPerTick" | "allMsPerTick") => pairs.map(({ on, off }) => on[of] / off[of]);
  const middle = (of: "cpuMsPerTick" | "allMsPerTick", which: keyof Pair) =>
    quantile(
      pairs.map((pair) => pair[which][of]),
      0.5,
    ).toFixed(3);
  const tick = (which: keyof Pair, share: number) =>
    quantile(
      pairs.flatMap((pair) => pair[which].tickMs),
      share,
    );
  const between = (values: readonly number[]) => [0.25, 0.5, 0.75].map((share) => quantile(values, share).toFixed(3)).join(" ");
  console.log(`${name}: ${pairs.length} pairs; ratios of on to off are quartiles`);
  for (const [what, of] of [
    ["the room's thread", "cpuMsPerTick"],
    ["all threads", "allMsPerTick"],
  ] as const)
    console.log(`  CPU of ${what} per tick ${middle(of, "on")} ms on, ${middle(of, "off")} ms off; ${between(ratios(of))}`);
  const shares = [0.5, 0.99] as const;
  const [on, off] = [shares.map((share) => tick("on", share)), shares.map((share) => tick("off", share))];
  console.log(`  tick p50 ${on[0]?.toFixed(3)} ms on, ${off[0]?.toFixed(3)} ms off; p99 ${on[1]?.toFixed(3)} on, ${off[1]?.toFixed(3)} off`);
  return {
    cpuRatio: quantile(ratios("cpuMsPerTick"), 0.5),
    allRatio: quantile(ratios("allMsPerTick"), 0.5),
    p99MoreMs: (on[1] ?? Number.NaN) - (off[1] ?? Number.NaN),
  };
}
