import { BEAM_RADIUS, PLAYER_RADIUS, UNITS } from "../../../rooms/arena/rules.ts";
import type { Shot } from "./own-shots.ts";

const REACH_PX = (PLAYER_RADIUS + BEAM_RADIUS) / UNITS;

/** How far our beam goes: to the first of those whom it meets where they are drawn, which is where the server judges it. */
export function beamLength(shot: Shot, targets: readonly { readonly x: number; readonly y: number }[]): number {
  const dx = Math.cos(shot.angle);
  const dy = Math.sin(shot.angle);
  let nearest = shot.reach;
  for (const { x, y } of targets) {
    const along = (x - shot.x) * dx + (y - shot.y) * dy;
    const aside = (x - shot.x) * dy - (y - shot.y) * dx;
    const half = REACH_PX * REACH_PX - aside * aside;
    if (along <= 0 || half < 0) continue;
    nearest = Math.min(nearest, Math.max(0, along - Math.sqrt(half)));
  }
  return nearest;
}
