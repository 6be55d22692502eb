import { FULL_MOVE } from "../../../rooms/arena/input.ts";

export type Action = "up" | "down" | "left" | "right" | "bolt" | "beam" | "dash" | "scores" | "net";

/** By the key's place on the board, so that WASD is where the hand expects it on every layout. */
export const KEYS: Readonly<Record<string, Action>> = {
  KeyW: "up",
  KeyA: "left",
  KeyS: "down",
  KeyD: "right",
  ArrowUp: "up",
  ArrowLeft: "left",
  ArrowDown: "down",
  ArrowRight: "right",
  KeyJ: "bolt",
  Enter: "bolt",
  KeyK: "beam",
  Space: "dash",
  ShiftLeft: "dash",
  ShiftRight: "dash",
  Tab: "scores",
  KeyN: "net",
  F3: "net",
};

/** The move of the keys that are down; a diagonal is as long as a straight one. */
export function moveOf(down: { has(action: Action): boolean }): { x: number; y: number } {
  const x = Number(down.has("right")) - Number(down.has("left"));
  const y = Number(down.has("down")) - Number(down.has("up"));
  return stickMove(x, y);
}

/** The move of a stick pushed by (x, y), of which 1 is all the way. */
export function stickMove(x: number, y: number): { x: number; y: number } {
  const length = Math.hypot(x, y);
  const scale = length > 1 ? FULL_MOVE / length : FULL_MOVE;
  return { x: Math.trunc(x * scale) + 0, y: Math.trunc(y * scale) + 0 };
}

/** A direction in radians as the input carries it: 65536 is a turn. */
export function aimOf(angle: number): number {
  return Math.round((angle / (2 * Math.PI)) * 65536) & 0xffff;
}
