import type { Outcome } from "../lib/game.ts";
import { bySeat } from "../lib/seats.ts";
import { uint8, uint32 } from "../lib/wire.ts";
import { removeBolts } from "./bolts.ts";
import { mapById } from "./maps.ts";
import { resetPickups } from "./pickups.ts";
import { placePlayer } from "./respawn.ts";
import { MIN_SEATS, SUDDEN_DEATH_TICKS } from "./rules.ts";
import { resetScore } from "./seating.ts";
import type { ArenaPlayer, ArenaWorld } from "./world.ts";

/** Begins the match as soon as enough seats are taken: what was done while waiting does not count. */
export function startMatch(world: ArenaWorld): void {
  if (world.players.size < MIN_SEATS) return;
  world.phase = "playing";
  world.startTick = uint32(world.tick);
  world.endTick = uint32(world.tick + world.hidden.limitTicks);
  removeBolts(world, () => true);
  resetPickups(world);
  const players = bySeat(world);
  // Nobody is anywhere until it is placed, so that the first is not kept away from where the last stood.
  for (const player of players) player.respawn = 1;
  for (const player of players) {
    resetScore(world, player);
    placePlayer(world, player, mapById(world.map));
  }
}

/** Ends the match once one side leads alone at the score limit, or at the end of time; a tie goes on in sudden death. */
export function stepClock(world: ArenaWorld, players: readonly ArenaPlayer[]): void {
  const { best, tied } = leadOf(world, players);
  const limitReached = best >= world.scoreLimit;
  const timeUp = world.tick >= world.endTick;
  if (!limitReached && !timeUp) return;
  if (!tied) {
    finish(world, players, world.suddenDeath ? "sudden-death" : limitReached ? "score" : "time");
  } else if (!world.suddenDeath) {
    world.suddenDeath = true;
    world.endTick = uint32(world.tick);
  } else if (world.tick >= world.endTick + SUDDEN_DEATH_TICKS) {
    finish(world, players, "time");
  }
}

/** The places given at the end, whatever joined or left since. */
export function outcome(world: ArenaWorld): Outcome | undefined {
  if (world.phase !== "finished") return undefined;
  const placed = bySeat(world).filter((player) => player.place > 0);
  placed.sort((a, b) => a.place - b.place || a.seat - b.seat);
  return { reason: world.endReason, ranking: placed.map(({ seat, place }) => ({ seat, place })) };
}

function leadOf(world: ArenaWorld, players: readonly ArenaPlayer[]): { best: number; tied: boolean } {
  if (world.mode === "teams") return { best: Math.max(world.scoreA, world.scoreB), tied: world.scoreA === world.scoreB };
  let best = 0;
  let leaders = 0;
  for (const player of players) {
    if (player.score > best) {
      best = player.score;
      leaders = 1;
    } else if (player.score === best) leaders++;
  }
  return { best, tied: leaders !== 1 };
}

/** The world stands still from here on; bolts would fly on by themselves, as their place follows from the tick. */
function finish(world: ArenaWorld, players: readonly ArenaPlayer[], reason: "score" | "time" | "sudden-death"): void {
  world.phase = "finished";
  world.endReason = reason;
  for (const player of players) player.place = uint8(placeOf(world, players, player));
  removeBolts(world, () => true);
}

/** 1 for the best side, and for the others one more than there are better sides: a side is a seat, or a team. */
function placeOf(world: ArenaWorld, players: readonly ArenaPlayer[], player: ArenaPlayer): number {
  if (world.mode !== "teams") return 1 + players.filter((other) => other.score > player.score).length;
  const ahead = player.team === 0 ? world.scoreA - world.scoreB : world.scoreB - world.scoreA;
  return ahead < 0 ? 2 : 1;
}
