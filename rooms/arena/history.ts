import { HISTORY_TICKS, MAX_SEATS, MAX_SEEN, SEEN_PER_TICK } from "./rules.ts";
import type { ArenaPlayer, ArenaWorld } from "./world.ts";

export interface Position {
  x: number;
  y: number;
}

/** Keeps the positions after this tick; the last phase of a step. */
export function recordHistory(world: ArenaWorld, players: readonly ArenaPlayer[]): void {
  const { historyX, historyY } = world.hidden;
  const row = (world.tick % HISTORY_TICKS) * MAX_SEATS;
  for (let seat = 0; seat < MAX_SEATS; seat++) historyX[row + seat] = -1;
  for (const player of players) {
    if (player.respawn > 0) continue;
    historyX[row + player.seat] = player.x;
    historyY[row + player.seat] = player.y;
  }
}

/** The seat appears somewhere new, or is another player's: nothing of its past can be hit. */
export function forgetHistory(world: ArenaWorld, seat: number): void {
  for (let row = 0; row < HISTORY_TICKS; row++) world.hidden.historyX[row * MAX_SEATS + seat] = -1;
}

/**
 * Where `player` was at time n - seen/16 of the step to tick n (before this tick's positions are recorded): time n is now,
 * time k < n is after tick k, between them straight lines. Writes it to `into`; false if it was not alive around then.
 */
export function positionSeen(world: ArenaWorld, player: ArenaPlayer, seen: number, into: Position): boolean {
  const back = Math.min(seen, MAX_SEEN);
  const older = Math.ceil(back / SEEN_PER_TICK);
  into.x = player.x;
  into.y = player.y;
  if (older === 0) return true;
  const { historyX, historyY } = world.hidden;
  const from = rowBack(world, older) + player.seat;
  const fromX = historyX[from] ?? -1;
  const fromY = historyY[from] ?? 0;
  if (fromX < 0) return false;
  if (older > 1) {
    const to = rowBack(world, older - 1) + player.seat;
    into.x = historyX[to] ?? -1;
    into.y = historyY[to] ?? 0;
    if (into.x < 0) return false;
  }
  const share = older - back / SEEN_PER_TICK;
  into.x = fromX + (into.x - fromX) * share;
  into.y = fromY + (into.y - fromY) * share;
  return true;
}

function rowBack(world: ArenaWorld, ticks: number): number {
  return ((world.tick + HISTORY_TICKS - ticks) % HISTORY_TICKS) * MAX_SEATS;
}
