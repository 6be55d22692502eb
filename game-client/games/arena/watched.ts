import { NOBODY, RESPAWN_TICKS } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer, ArenaWorld } from "../../../rooms/arena/world.ts";

/** So long we look at the place where we fell before we look at who did it. */
const PAUSE_TICKS = 18;

/** Whom the camera follows: ourselves; while we are down, who got us, as long as they live. Nobody before we are seated. */
export function watchedBy(own: ArenaPlayer | undefined, state: Pick<ArenaWorld, "players" | "phase">): ArenaPlayer | undefined {
  if (!own || own.respawn === 0 || own.respawn > RESPAWN_TICKS - PAUSE_TICKS || own.hitBy === NOBODY) return own;
  const killer = state.players.get(String(own.hitBy));
  return killer && killer.respawn === 0 ? killer : own;
}
