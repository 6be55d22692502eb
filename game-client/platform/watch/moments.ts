import type { TimedMoment } from "../../net/playback.ts";
import { t, tNodes } from "../../text/text.ts";
import type { SeatNames } from "./seat-names.ts";

/** Kinds that have words, a shape and a filter of their own; a game may have others. */
export const MOMENT_KINDS = ["lead", "kill", "feat", "pickup", "turn"] as const;
export type MomentKind = (typeof MOMENT_KINDS)[number] | "other";

/** What is more than one kill, and what changes the whole match. */
const KIND_OF: Readonly<Record<string, MomentKind>> = {
  ...{ lead: "lead", kill: "kill", pickup: "pickup" },
  ...{ first: "feat", multi: "feat", streak: "feat", shutdown: "feat" },
  ...{ "sudden-death": "turn", end: "turn" },
};

/** What is shown of the moments: those of a seat alone, and of these kinds. */
export interface MomentFilter {
  readonly seat: number | undefined;
  readonly kinds: ReadonlySet<MomentKind>;
}

export const ALL_MOMENTS: MomentFilter = { seat: undefined, kinds: new Set([...MOMENT_KINDS, "other"]) };

/** Two moments nearer than this are one step of the keys apart. */
const NEAR_TICKS = 3;

export function kindOf({ kind }: Pick<TimedMoment, "kind">): MomentKind {
  return has(KIND_OF, kind) ? (KIND_OF[kind] ?? "other") : "other";
}

export function shownMoments(moments: readonly TimedMoment[], { seat, kinds }: MomentFilter): readonly TimedMoment[] {
  return moments.filter((moment) => kinds.has(kindOf(moment)) && (seat === undefined || moment.seats.includes(seat)));
}

/** The one before or after `tick`; undefined where there is none. */
export function momentBeside(moments: readonly TimedMoment[], tick: number, direction: 1 | -1): TimedMoment | undefined {
  if (direction === 1) return moments.find((moment) => moment.tick > tick + NEAR_TICKS);
  return moments.findLast((moment) => moment.tick < tick - NEAR_TICKS);
}

/** The one that is nearest to `tick`, if it is within `ticks`. */
export function momentNear(moments: readonly TimedMoment[], tick: number, ticks: number): TimedMoment | undefined {
  let nearest: TimedMoment | undefined;
  for (const moment of moments) {
    const far = Math.abs(moment.tick - tick);
    if (far <= ticks && (!nearest || far < Math.abs(nearest.tick - tick))) nearest = moment;
  }
  return nearest;
}

/** Of whom a moment tells alone, and of whom together with another. */
const OF_ONE = {
  lead: "watch.moment.lead",
  pickup: "watch.moment.pickup",
  multi: "watch.moment.multi",
  streak: "watch.moment.streak",
  end: "watch.moment.end",
} as const;
const OF_TWO = { kill: "watch.moment.kill", first: "watch.moment.first", shutdown: "watch.moment.shutdown" } as const;
const OF_NOBODY = { "sudden-death": "watch.moment.suddenDeath", end: "watch.moment.over", lead: "watch.moment.leadChanges" } as const;

/** A sentence; names keep their own direction. */
export function momentWords({ kind, seats }: TimedMoment, names: SeatNames): (string | Node)[] {
  const [first, second] = seats;
  const name = nameOf(first, names);
  if (first === undefined) return [has(OF_NOBODY, kind) ? t(OF_NOBODY[kind]) : kind];
  if (kind === "kill" && (second === undefined || second === first)) return tNodes("watch.moment.died", { name });
  if (kind === "end" && second !== undefined) return tNodes("watch.moment.endTogether", { name });
  if (has(OF_TWO, kind)) return tNodes(OF_TWO[kind], { name, other: nameOf(second, names) });
  if (has(OF_ONE, kind)) return tNodes(OF_ONE[kind], { name });
  return tNodes("watch.moment.other", { kind, name });
}

function has<T extends object>(table: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(table, key);
}

function nameOf(seat: number | undefined, names: SeatNames): string {
  return (seat === undefined ? undefined : names.of(seat)) ?? t("watch.somebody");
}
