import { cos, sin } from "../lib/det-math.ts";
import { spawn } from "../lib/spawn.ts";
import { int16, uint16, uint32 } from "../lib/wire.ts";
import { type ArenaMap, castRay } from "./arena-map.ts";
import { hurt } from "./damage.ts";
import { firstTouch } from "./geometry.ts";
import { type Position, positionSeen } from "./history.ts";
import { aimAngle } from "./movement.ts";
import { BOLT_DAMAGE, BOLT_RADIUS, BOLT_RANGE, BOLT_SPEED, PLAYER_RADIUS, SEEN_PER_TICK } from "./rules.ts";
import type { ArenaPlayer, ArenaWorld, Bolt } from "./world.ts";

/** A new bolt from the middle of its owner in the direction `aim`; it moves from the next tick on. */
export function fireBolt(world: ArenaWorld, owner: ArenaPlayer, aim: number, map: ArenaMap): void {
  const angle = aimAngle(aim);
  const dx = cos(angle);
  const dy = sin(angle);
  const id = world.hidden.nextBolt++;
  world.hidden.bolts.push(id);
  spawn(world.bolts, String(id), {
    x: owner.x,
    y: owner.y,
    vx: int16(dx * BOLT_SPEED),
    vy: int16(dy * BOLT_SPEED),
    born: uint32(world.tick),
    reach: uint16(castRay(map, owner.x, owner.y, dx, dy, BOLT_RADIUS, BOLT_RANGE)),
    owner: owner.seat,
    team: owner.team,
  });
}

/** Moves every bolt to this tick, oldest first; what it meets on the way is hurt and stops it. */
export function stepBolts(world: ArenaWorld, players: readonly ArenaPlayer[]): void {
  const ids = world.hidden.bolts;
  let kept = 0;
  for (const id of ids) {
    const key = String(id);
    const bolt = world.bolts.get(key);
    if (!bolt) continue;
    if (fly(world, bolt, players)) ids[kept++] = id;
    else world.bolts.delete(key);
  }
  ids.length = kept;
}

/** The bolts of a seat that is given up or taken over. */
export function removeBoltsOf(world: ArenaWorld, seat: number): void {
  removeBolts(world, (bolt) => bolt.owner === seat);
}

export function removeBolts(world: ArenaWorld, chosen: (bolt: Bolt) => boolean): void {
  const { hidden, bolts } = world;
  hidden.bolts = hidden.bolts.filter((id) => {
    const bolt = bolts.get(String(id));
    if (bolt && !chosen(bolt)) return true;
    bolts.delete(String(id));
    return false;
  });
}

/** False once the bolt has ended. */
function fly(world: ArenaWorld, bolt: Bolt, players: readonly ArenaPlayer[]): boolean {
  const lifetime = bolt.reach / BOLT_SPEED;
  const age = world.tick - bolt.born;
  const from = Math.min(age - 1, lifetime);
  const to = Math.min(age, lifetime);
  const startX = bolt.x + bolt.vx * from;
  const startY = bolt.y + bolt.vy * from;
  const wayX = bolt.vx * (to - from);
  const wayY = bolt.vy * (to - from);
  const before: Position = { x: 0, y: 0 };
  let nearest = 1;
  let target: ArenaPlayer | undefined;
  for (const player of players) {
    if (player.team === bolt.team || player.respawn > 0) continue;
    // Both move: in the player's eyes the bolt comes from where it was to where it is, relative to the player then and now.
    if (!positionSeen(world, player, SEEN_PER_TICK, before)) {
      before.x = player.x;
      before.y = player.y;
    }
    const dx = wayX - (player.x - before.x);
    const dy = wayY - (player.y - before.y);
    const touch = firstTouch(startX - before.x, startY - before.y, dx, dy, PLAYER_RADIUS + BOLT_RADIUS);
    if (touch >= nearest) continue;
    nearest = touch;
    target = player;
  }
  if (target) hurt(world, target, BOLT_DAMAGE, bolt.owner, "bolt");
  return !target && to < lifetime;
}
