import { type ArenaMap, buildMap } from "./arena-map.ts";
import { foundry } from "./maps/foundry.ts";
import { longshore } from "./maps/longshore.ts";
import { orbit } from "./maps/orbit.ts";

const FOUNDRY = buildMap(foundry);

/** Every map, in the order in which they are offered. */
export const MAPS: readonly ArenaMap[] = [FOUNDRY, buildMap(longshore), buildMap(orbit)];

/** The map of that id; the first one if there is none, so that a step never throws. */
export function mapById(id: string): ArenaMap {
  for (const map of MAPS) if (map.id === id) return map;
  return FOUNDRY;
}
