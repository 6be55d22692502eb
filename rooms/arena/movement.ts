import { cos, sin, TAU } from "../lib/det-math.ts";
import { int16, uint16 } from "../lib/wire.ts";
import { type ArenaMap, wallsNear } from "./arena-map.ts";
import { type Contact, pushOut } from "./geometry.ts";
import { FULL_MOVE } from "./input.ts";
import { ACCELERATION, COLLISION_STEP, DASH_COOLDOWN_TICKS, DASH_SPEED, DASH_TICKS, MAX_SPEED, PLAYER_RADIUS } from "./rules.ts";
import type { ArenaInput, PlayerBody } from "./world.ts";

/** An aim in radians. */
export function aimAngle(aim: number): number {
  return (aim * TAU) / 65536;
}

/** Steers and moves a living player by one tick: dash, acceleration, walls. */
export function movePlayer(player: PlayerBody, input: ArenaInput, map: ArenaMap): void {
  if (player.dashCooldown > 0) player.dashCooldown--;
  let vx = player.vx;
  let vy = player.vy;
  if (player.dash > 0) {
    player.dash--;
  } else if (input.dash && player.dashCooldown === 0) {
    player.dash = DASH_TICKS - 1;
    player.dashCooldown = DASH_COOLDOWN_TICKS;
    const length = Math.sqrt(input.moveX * input.moveX + input.moveY * input.moveY);
    const angle = length > 0 ? 0 : aimAngle(input.aim);
    vx = DASH_SPEED * (length > 0 ? input.moveX / length : cos(angle));
    vy = DASH_SPEED * (length > 0 ? input.moveY / length : sin(angle));
  } else {
    // What is left of a dash is cut to walking speed at once: a dash is a jump, not a slide.
    const speed = Math.sqrt(vx * vx + vy * vy);
    if (speed > MAX_SPEED) {
      vx *= MAX_SPEED / speed;
      vy *= MAX_SPEED / speed;
    }
    const dx = (input.moveX * MAX_SPEED) / FULL_MOVE - vx;
    const dy = (input.moveY * MAX_SPEED) / FULL_MOVE - vy;
    const change = Math.sqrt(dx * dx + dy * dy);
    const share = change > ACCELERATION ? ACCELERATION / change : 1;
    vx += dx * share;
    vy += dy * share;
  }
  travel(player, vx, vy, map);
}

function travel(player: PlayerBody, startVx: number, startVy: number, map: ArenaMap): void {
  let vx = startVx;
  let vy = startVy;
  const at: Contact = { x: player.x, y: player.y, nx: 0, ny: 0 };
  const steps = Math.ceil(Math.sqrt(vx * vx + vy * vy) / COLLISION_STEP);
  for (let step = 0; step < steps; step++) {
    at.x += vx / steps;
    at.y += vy / steps;
    // Two rounds: the second for the wall that the first one pushed into.
    for (let round = 0; round < 2; round++) {
      for (const wall of wallsNear(map, at.x, at.y)) {
        if (!pushOut(at, wall, PLAYER_RADIUS)) continue;
        const into = vx * at.nx + vy * at.ny;
        if (into >= 0) continue;
        vx -= at.nx * into;
        vy -= at.ny * into;
      }
      const x = within(at.x, map.width);
      const y = within(at.y, map.height);
      if (x !== at.x) vx = 0;
      if (y !== at.y) vy = 0;
      at.x = x;
      at.y = y;
    }
  }
  player.x = uint16(at.x);
  player.y = uint16(at.y);
  player.vx = int16(vx);
  player.vy = int16(vy);
}

function within(at: number, size: number): number {
  if (at < PLAYER_RADIUS) return PLAYER_RADIUS;
  return Math.min(at, size - PLAYER_RADIUS);
}
