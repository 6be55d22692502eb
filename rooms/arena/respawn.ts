import { nextFloat } from "../lib/random.ts";
import { uint16 } from "../lib/wire.ts";
import type { ArenaMap } from "./arena-map.ts";
import { forgetHistory } from "./history.ts";
import { MAX_ENERGY, MAX_HEALTH, MAX_SEATS, NOBODY, PLAYER_RADIUS, PROTECTION_TICKS, UNITS } from "./rules.ts";
import type { ArenaPlayer, ArenaWorld } from "./world.ts";

/** Places whoever has waited long enough. */
export function stepRespawns(world: ArenaWorld, players: readonly ArenaPlayer[], map: ArenaMap): void {
  for (const player of players) if (player.respawn === 1) placePlayer(world, player, map);
}

/** A fresh life at the spawn that is furthest from every enemy, give or take a little chance. */
export function placePlayer(world: ArenaWorld, player: ArenaPlayer, map: ArenaMap): void {
  let best = Number.NEGATIVE_INFINITY;
  for (const spawn of map.spawns) {
    // Drawn for every spawn, so that how many are drawn never depends on who is where.
    const chance = nextFloat(world.hidden.random) * CHANCE;
    if (world.mode === "teams" && spawn.side !== player.team) continue;
    const value = distanceOf(world, player, spawn.x, spawn.y) + chance;
    if (value <= best) continue;
    best = value;
    player.x = uint16(spawn.x);
    player.y = uint16(spawn.y);
  }
  player.vx = 0;
  player.vy = 0;
  player.energy = MAX_ENERGY;
  player.dash = 0;
  player.dashCooldown = 0;
  player.reload = 0;
  player.overcharge = 0;
  player.respawn = 0;
  player.protection = PROTECTION_TICKS;
  player.health = MAX_HEALTH;
  player.shield = 0;
  player.streak = 0;
  player.hitBy = NOBODY;
  for (let seat = 0; seat < MAX_SEATS; seat++) world.hidden.hurtTick[player.seat * MAX_SEATS + seat] = 0;
  forgetHistory(world, player.seat);
}

/** Nobody can learn where the next one appears. */
const CHANCE = 200 * UNITS;
/** Beyond this an enemy is as good as away: more than a screen. */
const FAR = 1000 * UNITS;

/** Distance to the nearest enemy, at most FAR; far below 0 where somebody stands. */
function distanceOf(world: ArenaWorld, player: ArenaPlayer, x: number, y: number): number {
  let nearest = FAR;
  world.players.forEach((other) => {
    if (other.seat === player.seat || other.respawn > 0) return;
    const distance = Math.sqrt((other.x - x) * (other.x - x) + (other.y - y) * (other.y - y));
    if (distance < 3 * PLAYER_RADIUS) nearest = -FAR;
    else if (other.team !== player.team && distance < nearest) nearest = distance;
  });
  return nearest;
}
