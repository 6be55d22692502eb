import type { OptionsReader } from "../lib/game.ts";
import { MAPS } from "./maps.ts";
import { MAX_MINUTES, MAX_SCORE_LIMIT, MINUTES, SCORE_LIMITS } from "./rules.ts";

export type ArenaMode = "ffa" | "teams";

/** Options of a match, complete. */
export interface ArenaOptions {
  readonly mode: ArenaMode;
  /** Id of a map; "any" lets the seed choose. */
  readonly map: string;
  readonly minutes: number;
  readonly scoreLimit: number;
}

export const arenaOptions: OptionsReader<ArenaOptions> = {
  read(raw) {
    const unknown = Object.keys(raw).find((key) => !KNOWN.includes(key));
    if (unknown !== undefined) return wrong(`Arena has no option "${unknown.slice(0, 40)}"; it has ${KNOWN.join(", ")}.`);
    const { mode = "ffa", map = "any", minutes = MINUTES } = raw;
    if (mode !== "ffa" && mode !== "teams") return wrong('"mode" must be "ffa" or "teams".');
    if (typeof map !== "string" || !MAP_IDS.includes(map)) return wrong(`"map" must be one of ${MAP_IDS.join(", ")}.`);
    if (!isWhole(minutes, MAX_MINUTES)) return wrong(`"minutes" must be a whole number from 1 to ${MAX_MINUTES}.`);
    const { scoreLimit = SCORE_LIMITS[mode] } = raw;
    if (!isWhole(scoreLimit, MAX_SCORE_LIMIT)) return wrong(`"scoreLimit" must be a whole number from 1 to ${MAX_SCORE_LIMIT}.`);
    return { ok: true, options: { mode, map, minutes, scoreLimit } };
  },
};

const KNOWN: readonly string[] = ["mode", "map", "minutes", "scoreLimit"];
const MAP_IDS: readonly string[] = ["any", ...MAPS.map((map) => map.id)];

function wrong(message: string): { ok: false; message: string } {
  return { ok: false, message };
}

function isWhole(value: unknown, max: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= max;
}
