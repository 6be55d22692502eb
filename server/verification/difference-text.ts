import type { Mismatch, Resimulation } from "../../rooms/lib/resimulate.ts";
import type { ShownBroadcast } from "./broadcast-comparison.ts";

/** What of a record and of the broadcast of its match is not what was computed, in words; undefined where all is. */
export function differenceText({ mismatch, altered, ending }: Resimulation, shown: ShownBroadcast | undefined): string | undefined {
  const seen = shown && broadcastText(shown);
  if (mismatch)
    return `${seen ? `${seen}; ` : ""}${mismatchText(mismatch)}${shown && !seen ? `; the broadcast agrees up to tick ${shown.agreedTick}` : ""}`;
  if (ending) return `the end is recorded with ${ending.path || "an outcome"} ${ending.recorded}, computed ${ending.computed}`;
  if (seen !== undefined) return seen;
  if (altered) return `bytes between tick ${altered.afterTick} and ${altered.byTick} were changed, to no effect on the match`;
  return undefined;
}

/** Why a difference may be nobody's fault. */
export function buildsText(recorded: string, judging: string): string {
  return `, recorded by build ${line(recorded)} and played by build ${line(judging)}, whose rules may be others`;
}

/** Text that may come from anybody, on one line of a terminal. */
export function line(text: string): string {
  return JSON.stringify(text.slice(0, 80)).slice(1, -1);
}

/** What is known: hashes bound the first tick that differs, the next whole world names the field. */
function mismatchText({ tick, agreedTick, recorded, computed, field }: Mismatch): string {
  const first = between(agreedTick, tick);
  if (!field)
    return `${first} (hash at tick ${tick}: recorded ${recorded}, computed ${computed}; no world that is recorded after it shows the field)`;
  return `${first}; at tick ${field.tick} ${field.path}: recorded ${field.recorded}, computed ${field.computed}`;
}

function broadcastText({ agreedTick, difference, missing }: ShownBroadcast): string | undefined {
  if (difference) {
    const { tick, path, recorded, computed } = difference;
    return `the broadcast differs ${between(agreedTick, tick)}, ${path}: broadcast ${recorded}, computed ${computed}`;
  }
  return missing && `the broadcast ${missing}`;
}

function between(agreedTick: number, tick: number): string {
  return agreedTick === tick - 1 ? `first at tick ${tick}` : `first between tick ${agreedTick + 1} and ${tick}`;
}
