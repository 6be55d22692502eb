import { uint8, uint32 } from "../lib/wire.ts";
import {
  FIRST_OVERCHARGE_TICKS,
  HEALTH_PICKUP,
  MAX_ENERGY,
  MAX_HEALTH,
  MAX_SHIELD,
  OVERCHARGE_TICKS,
  PICKUP_BACK_TICKS,
  PICKUP_RADIUS,
  PLAYER_RADIUS,
  SHIELD_PICKUP,
} from "./rules.ts";
import type { ArenaPlayer, ArenaWorld } from "./world.ts";

const REACH = PLAYER_RADIUS + PICKUP_RADIUS;

/** Gives each pickup that is there to the player who touches it and can use it; of several the nearest, then the lowest seat. */
export function stepPickups(world: ArenaWorld, players: readonly ArenaPlayer[]): void {
  for (let index = 0; index < world.pickups.size; index++) {
    const pickup = world.pickups.get(String(index));
    if (!pickup || pickup.back > world.tick) continue;
    let nearest = REACH * REACH;
    let taker: ArenaPlayer | undefined;
    for (const player of players) {
      const dx = player.x - pickup.x;
      const dy = player.y - pickup.y;
      const square = dx * dx + dy * dy;
      if (square >= nearest || player.respawn > 0 || !canUse(player, pickup.kind)) continue;
      nearest = square;
      taker = player;
    }
    if (!taker) continue;
    use(taker, pickup.kind);
    pickup.back = uint32(world.tick + backTicks(pickup.kind));
  }
}

/** Everything is there at the start but the overcharge. */
export function resetPickups(world: ArenaWorld): void {
  for (let index = 0; index < world.pickups.size; index++) {
    const pickup = world.pickups.get(String(index));
    if (pickup) pickup.back = pickup.kind === "overcharge" ? uint32(world.tick + FIRST_OVERCHARGE_TICKS) : 0;
  }
}

/** Nobody wastes a pickup that would give nothing. */
export function canUse(player: ArenaPlayer, kind: string): boolean {
  if (kind === "health") return player.health < MAX_HEALTH;
  return kind === "shield" ? player.shield < MAX_SHIELD : true;
}

function use(player: ArenaPlayer, kind: string): void {
  if (kind === "health") {
    player.health = Math.min(MAX_HEALTH, uint8(player.health + HEALTH_PICKUP));
  } else if (kind === "shield") {
    player.shield = Math.min(MAX_SHIELD, uint8(player.shield + SHIELD_PICKUP));
  } else {
    player.overcharge = OVERCHARGE_TICKS;
    player.energy = MAX_ENERGY;
  }
}

function backTicks(kind: string): number {
  if (kind === "health") return PICKUP_BACK_TICKS.health;
  return kind === "shield" ? PICKUP_BACK_TICKS.shield : PICKUP_BACK_TICKS.overcharge;
}
