/**
 * An obstacle: a rectangle around (x, y) with half sizes hx, hy along the unit axis (ux, uy), grown by a radius r. A round
 * pillar is one with half sizes of 0. In units.
 */
export interface Wall {
  readonly x: number;
  readonly y: number;
  readonly hx: number;
  readonly hy: number;
  readonly ux: number;
  readonly uy: number;
  readonly r: number;
}

/** A circle's centre, and after `pushOut` the direction in which it was pushed. */
export interface Contact {
  x: number;
  y: number;
  nx: number;
  ny: number;
}

/** Moves a circle of `radius` out of `wall` by the shortest way; false if it does not touch. */
export function pushOut(at: Contact, wall: Wall, radius: number): boolean {
  const dx = at.x - wall.x;
  const dy = at.y - wall.y;
  const lx = dx * wall.ux + dy * wall.uy;
  const ly = dy * wall.ux - dx * wall.uy;
  const ex = lx - clamp(lx, wall.hx);
  const ey = ly - clamp(ly, wall.hy);
  const square = ex * ex + ey * ey;
  const reach = radius + wall.r;
  if (square >= reach * reach) return false;
  let nx: number;
  let ny: number;
  let push: number;
  if (square > 0) {
    const distance = Math.sqrt(square);
    nx = ex / distance;
    ny = ey / distance;
    push = reach - distance;
  } else {
    // The centre is inside: leave by the nearer side.
    const sideX = wall.hx - Math.abs(lx);
    const sideY = wall.hy - Math.abs(ly);
    nx = sideX < sideY ? (lx < 0 ? -1 : 1) : 0;
    ny = sideX < sideY ? 0 : ly < 0 ? -1 : 1;
    push = reach + Math.min(sideX, sideY);
  }
  at.nx = nx * wall.ux - ny * wall.uy;
  at.ny = nx * wall.uy + ny * wall.ux;
  at.x += at.nx * push;
  at.y += at.ny * push;
  return true;
}

/** How far a ray from (x, y) in the unit direction (dx, dy) goes before `wall`, grown by `pad`; at most `far`. */
export function rayToWall(wall: Wall, x: number, y: number, dx: number, dy: number, pad: number, far: number): number {
  const ox = x - wall.x;
  const oy = y - wall.y;
  const grown = wall.r + pad;
  if (wall.hx === 0) return far * firstTouch(ox, oy, dx * far, dy * far, grown);
  const lx = ox * wall.ux + oy * wall.uy;
  const ly = oy * wall.ux - ox * wall.uy;
  const ldx = dx * wall.ux + dy * wall.uy;
  const ldy = dy * wall.ux - dx * wall.uy;
  const enterX = slabEnter(lx, ldx, wall.hx + grown);
  const enterY = slabEnter(ly, ldy, wall.hy + grown);
  const leaveX = slabLeave(lx, ldx, wall.hx + grown);
  const leaveY = slabLeave(ly, ldy, wall.hy + grown);
  const enter = Math.max(enterX, enterY);
  const leave = Math.min(leaveX, leaveY);
  if (enter > leave || leave < 0 || enter >= far) return far;
  return Math.max(enter, 0);
}

/**
 * When a point that moves from (sx, sy) by (dx, dy) first comes within `radius` of the origin: a fraction of the way in
 * [0, 1], or 1 if it does not (a touch at the very end counts as none).
 */
export function firstTouch(sx: number, sy: number, dx: number, dy: number, radius: number): number {
  const c = sx * sx + sy * sy - radius * radius;
  if (c <= 0) return 0;
  const b = sx * dx + sy * dy;
  if (b >= 0) return 1;
  const a = dx * dx + dy * dy;
  const root = b * b - a * c;
  if (root < 0) return 1;
  const t = (-b - Math.sqrt(root)) / a;
  return Math.min(t, 1);
}

/** `value` in [-limit, limit]. */
export function clamp(value: number, limit: number): number {
  if (value > limit) return limit;
  return Math.max(value, -limit);
}

function slabEnter(at: number, direction: number, half: number): number {
  if (direction === 0) return at > -half && at < half ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return ((direction > 0 ? -half : half) - at) / direction;
}

function slabLeave(at: number, direction: number, half: number): number {
  if (direction === 0) return Number.POSITIVE_INFINITY;
  return ((direction > 0 ? half : -half) - at) / direction;
}
