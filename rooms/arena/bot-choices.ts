import { bySeat } from "../lib/seats.ts";
import type { ArenaMap } from "./arena-map.ts";
import { canHit } from "./bot-aim.ts";
import type { Skill } from "./bot-skill.ts";
import { canUse } from "./pickups.ts";
import { UNITS } from "./rules.ts";
import type { ArenaPlayer, ArenaWorld, Bolt, Pickup } from "./world.ts";

/** The enemy most worth fighting: near, in sight, weak, not protected. */
export function chooseTarget(world: ArenaWorld, me: ArenaPlayer, map: ArenaMap, current: number): ArenaPlayer | undefined {
  let best: ArenaPlayer | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const other of bySeat(world)) {
    if (other.team === me.team || other.respawn > 0) continue;
    let cost = distance(me, other) + (other.health + other.shield) * 2 * UNITS;
    if (!canHit(map, me, other)) cost += 700 * UNITS;
    if (other.protection > 0) cost += 400 * UNITS;
    // Stays with whom it fights, unless another is much better.
    if (other.seat === current) cost -= 150 * UNITS;
    if (cost >= lowest) continue;
    lowest = cost;
    best = other;
  }
  return best;
}

/** The pickup to go for now, if any: health when hurt, the rest when it is on the way. */
export function choosePickup(world: ArenaWorld, me: ArenaPlayer, skill: Skill): Pickup | undefined {
  let best: Pickup | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (let index = 0; index < world.pickups.size; index++) {
    const pickup = world.pickups.get(String(index));
    if (!pickup || pickup.back > world.tick + COMING_TICKS || !canUse(me, pickup.kind)) continue;
    const cost = distance(me, pickup);
    if (cost >= lowest || cost > reachFor(me, pickup.kind, skill)) continue;
    lowest = cost;
    best = pickup;
  }
  return best;
}

/** The bolt that will hit soonest if nothing changes, and is near enough to worry; of two the older. */
export function incomingBolt(world: ArenaWorld, me: ArenaPlayer): Bolt | undefined {
  let best: Bolt | undefined;
  let soonest = WORRY_TICKS;
  world.bolts.forEach((bolt) => {
    if (bolt.team === me.team) return;
    const age = world.tick - bolt.born;
    const dx = me.x - (bolt.x + bolt.vx * age);
    const dy = me.y - (bolt.y + bolt.vy * age);
    const speed = bolt.vx * bolt.vx + bolt.vy * bolt.vy;
    const ticks = (dx * bolt.vx + dy * bolt.vy) / speed;
    if (ticks < 0 || ticks > soonest) return;
    const passX = dx - bolt.vx * ticks;
    const passY = dy - bolt.vy * ticks;
    if (passX * passX + passY * passY > CLOSE * CLOSE) return;
    if (best && ticks === soonest && best.born <= bolt.born) return;
    soonest = ticks;
    best = bolt;
  });
  return best;
}

export function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  return Math.sqrt(dx * dx + dy * dy);
}

/** Goes for a pickup that will be back by the time it is there. */
const COMING_TICKS = 30;
/** A bolt that is further away in time is left for later. */
const WORRY_TICKS = 14;
/** A bolt that passes at this distance is worth a step aside. */
const CLOSE = 36 * UNITS;

function reachFor(me: ArenaPlayer, kind: string, skill: Skill): number {
  if (kind === "health") return (me.health < skill.retreat ? 1200 : me.health < 80 ? 220 : 0) * UNITS;
  return (kind === "shield" ? 350 : 500) * UNITS;
}
