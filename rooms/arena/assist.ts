import { atan2, TAU, wrapAngle } from "../lib/det-math.ts";
import { type ArenaMap, castRay } from "./arena-map.ts";
import { clamp } from "./geometry.ts";
import { type Position, positionSeen } from "./history.ts";
import { aimAngle } from "./movement.ts";
import { ASSIST_BEND, ASSIST_CONE, ASSIST_LEAD, ASSIST_RANGE, BOLT_SPEED } from "./rules.ts";
import type { ArenaInput, ArenaPlayer, ArenaWorld } from "./world.ts";

/** Where an enemy is for the shooter, and how it moves; in units. */
export interface AssistTarget extends Position {
  readonly vx: number;
  readonly vy: number;
}

/** The aim with which a shot of `input` leaves: bent by the assist where the player asks for it. */
export function shotAim(
  world: ArenaWorld,
  players: readonly ArenaPlayer[],
  shooter: ArenaPlayer,
  input: ArenaInput | undefined,
  weapon: "bolt" | "beam",
  map: ArenaMap,
): number {
  if (!input?.assist) return shooter.aim;
  const targets: AssistTarget[] = [];
  for (const player of players) {
    if (!isTarget(player, shooter.team)) continue;
    const at = { x: player.x, y: player.y, vx: player.vx, vy: player.vy };
    // A beam is judged where the shooter saw the others, and so is its help; a bolt meets them where they will be.
    if (weapon === "beam" && !positionSeen(world, player, input.seen, at)) continue;
    targets.push(at);
  }
  return assistedAim(map, shooter, shooter.aim, targets, weapon);
}

/** Whether the assist turns to a player at all: neither friends, nor the dead, nor whom a shot would not touch. */
export function isTarget(player: ArenaPlayer, team: number): boolean {
  return player.team !== team && player.respawn === 0 && player.protection === 0;
}

/**
 * `aim` bent towards the nearest of `targets` that is in range, near the line of aim and not behind a wall. A bolt is led
 * a part of the way; what a player already leads further is left alone.
 */
export function assistedAim(map: ArenaMap, from: Position, aim: number, targets: readonly AssistTarget[], weapon: "bolt" | "beam"): number {
  const angle = aimAngle(aim);
  let nearest = ASSIST_RANGE;
  let bend = 0;
  for (const target of targets) {
    const dx = target.x - from.x;
    const dy = target.y - from.y;
    const distance = Math.sqrt(dx * dx + dy * dy);
    if (distance >= nearest || distance === 0) continue;
    const off = wrapAngle(atan2(dy, dx) - angle);
    if (Math.abs(off) > ASSIST_CONE) continue;
    if (castRay(map, from.x, from.y, dx / distance, dy / distance, 0, distance) < distance) continue;
    nearest = distance;
    const ticks = weapon === "bolt" ? 1 + distance / BOLT_SPEED : 0;
    const led = (share: number) => wrapAngle(atan2(dy + target.vy * ticks * share, dx + target.vx * ticks * share) - angle);
    bend = clamp(nearestToZero(led(ASSIST_LEAD), led(1)), ASSIST_BEND);
  }
  return Math.floor(aim + (bend / TAU) * 65536 + 0.5) & 0xffff;
}

/** Of all values between `a` and `b` the one nearest to 0. */
function nearestToZero(a: number, b: number): number {
  if (a * b <= 0) return 0;
  return Math.abs(a) < Math.abs(b) ? a : b;
}
