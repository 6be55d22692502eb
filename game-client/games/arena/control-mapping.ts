import { FULL_MOVE } from "../../../rooms/arena/input.ts";
import type { Action } from "./actions.ts";

export interface Vector {
  readonly x: number;
  readonly y: number;
}

/** The move of the keys that are down; a diagonal is as long as a straight one. */
export function moveOf(down: { has(action: Action): boolean }): Vector {
  return stickMove(axis(down, "left", "right"), axis(down, "up", "down"));
}

/** The move of a stick pushed by (x, y), of which 1 is all the way. */
export function stickMove(x: number, y: number): Vector {
  const length = Math.hypot(x, y);
  const scale = length > 1 ? FULL_MOVE / length : FULL_MOVE;
  return { x: Math.trunc(x * scale) + 0, y: Math.trunc(y * scale) + 0 };
}

/** A stick without its dead zone: at rest within `rest`, all the way from `full` on, even in between; the direction stays. */
export function stickPush(x: number, y: number, rest: number, full: number): Vector {
  const length = Math.hypot(x, y);
  if (!(length > rest)) return { x: 0, y: 0 };
  const share = Math.min(1, (length - rest) / (full - rest)) / length;
  return { x: x * share, y: y * share };
}

/** A direction in radians as the input carries it: 65536 is a turn. */
export function aimOf(angle: number): number {
  return Math.round((angle / (2 * Math.PI)) * 65536) & 0xffff;
}

/** A turn by hand takes this long for a half: quick enough for a fight, slow enough to stop where one wants. */
const HALF_TURN_MS = 480;
/** The finer keys. */
const FINE_HALF_TURN_MS = 1400;

/**
 * The aim after `elapsedMs` with these keys down: towards one of eight directions on the shorter way, or left and right.
 * A key that is let go on the way leaves the aim where it is.
 */
export function turnByKeys(angle: number, down: { has(action: Action): boolean }, elapsedMs: number): number {
  const x = axis(down, "aimLeft", "aimRight");
  const y = axis(down, "aimUp", "aimDown");
  const turned = angle + axis(down, "turnLeft", "turnRight") * (elapsedMs / FINE_HALF_TURN_MS) * Math.PI;
  if (x === 0 && y === 0) return turned;
  const off = wrap(Math.atan2(y, x) - turned);
  const most = (elapsedMs / HALF_TURN_MS) * Math.PI;
  return turned + Math.min(Math.max(off, -most), most);
}

const AIM_KEYS: readonly Action[] = ["aimUp", "aimDown", "aimLeft", "aimRight"];

/** Whoever aims by the keys for it fires with them. */
export function firesByAim(presses: { active(action: Action): boolean }): boolean {
  return AIM_KEYS.some((action) => presses.active(action));
}

/** Whether a key for the aim is down. */
export function aimsByKeys(down: { has(action: Action): boolean }): boolean {
  return AIM_KEYS.some((action) => down.has(action)) || down.has("turnLeft") || down.has("turnRight");
}

function axis(down: { has(action: Action): boolean }, less: Action, more: Action): number {
  return Number(down.has(more)) - Number(down.has(less));
}

function wrap(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}
