import { cos, sin } from "../lib/det-math.ts";
import { uint16, uint32 } from "../lib/wire.ts";
import { type ArenaMap, castRay } from "./arena-map.ts";
import { hurt } from "./damage.ts";
import { firstTouch } from "./geometry.ts";
import { type Position, positionSeen } from "./history.ts";
import { aimAngle } from "./movement.ts";
import { BEAM_DAMAGE, BEAM_RADIUS, BEAM_RANGE, PLAYER_RADIUS } from "./rules.ts";
import type { ArenaPlayer, ArenaWorld } from "./world.ts";

/**
 * A beam in the direction `aim` from where its shooter is now to the first wall, against the others where the shooter saw them. A shooter who
 * was killed in this very tick still shoots: both pressed in time.
 */
export function fireBeam(world: ArenaWorld, players: readonly ArenaPlayer[], shooter: ArenaPlayer, aim: number, seen: number, map: ArenaMap): void {
  const angle = aimAngle(aim);
  const dx = cos(angle);
  const dy = sin(angle);
  const length = castRay(map, shooter.x, shooter.y, dx, dy, 0, BEAM_RANGE);
  const then: Position = { x: 0, y: 0 };
  let nearest = 1;
  let target: ArenaPlayer | undefined;
  for (const player of players) {
    if (player.team === shooter.team || player.respawn > 0) continue;
    if (!positionSeen(world, player, seen, then)) continue;
    const touch = firstTouch(shooter.x - then.x, shooter.y - then.y, dx * length, dy * length, PLAYER_RADIUS + BEAM_RADIUS);
    if (touch >= nearest) continue;
    nearest = touch;
    target = player;
  }
  shooter.beamTick = uint32(world.tick);
  shooter.beamX = uint16(shooter.x + dx * length * nearest);
  shooter.beamY = uint16(shooter.y + dy * length * nearest);
  if (target) hurt(world, target, BEAM_DAMAGE, shooter.seat, "beam");
}
