import { TICK_HZ } from "../../../rooms/arena/rules.ts";
import type { ArenaPlayer, ArenaWorld } from "../../../rooms/arena/world.ts";

/** After this long nobody is pointed at any more for having hurt us. */
const GRUDGE_TICKS = 3 * TICK_HZ;

/** Where on the edge of what is seen something is, and which way it lies. */
export interface EdgePoint {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
}

/**
 * Whom the edge of the screen points at: friends, who hurt us just now, and who leads alone. No other enemy: what a wider
 * look would show through walls and beyond the picture is nobody's to know.
 */
export function markedPlayers(state: Pick<ArenaWorld, "mode" | "players" | "tick" | "phase">, own: ArenaPlayer): readonly ArenaPlayer[] {
  const leader = leaderOf(state);
  const marked: ArenaPlayer[] = [];
  state.players.forEach((player) => {
    if (player === own || player.respawn > 0) return;
    const friend = state.mode === "teams" && player.team === own.team;
    const grudge = own.hitBy === player.seat && own.hitTick > 0 && state.tick - own.hitTick < GRUDGE_TICKS;
    if (friend || grudge || player === leader) marked.push(player);
  });
  return marked;
}

/** Who has most points, alone. */
export function leaderOf(state: Pick<ArenaWorld, "players">): ArenaPlayer | undefined {
  let leader: ArenaPlayer | undefined;
  let best = 0;
  state.players.forEach((player) => {
    if (player.score === best) leader = undefined;
    else if (player.score > best) {
      best = player.score;
      leader = player;
    }
  });
  return leader;
}

/** Where the line from the middle of `view` to (x, y) leaves it, `inset` before its edge; undefined for what is in sight. */
export function edgePoint(
  x: number,
  y: number,
  view: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  inset: number,
): EdgePoint | undefined {
  const [dx, dy] = [x - view.x, y - view.y];
  const [halfWidth, halfHeight] = [view.width / 2, view.height / 2];
  if (Math.abs(dx) <= halfWidth && Math.abs(dy) <= halfHeight) return undefined;
  const share = Math.min((halfWidth - inset) / Math.max(Math.abs(dx), 0.001), (halfHeight - inset) / Math.max(Math.abs(dy), 0.001));
  return { x: view.x + dx * share, y: view.y + dy * share, angle: Math.atan2(dy, dx) };
}
