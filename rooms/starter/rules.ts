import type { Outcome } from "../lib/game.ts";
import { bySeat } from "../lib/seats.ts";
import type { StarterWorld } from "./schema.ts";

/** Tuning. Distances are in units, whole numbers of which the field is 1600 wide; times in ticks, speeds in units a tick. */

export const TICK_HZ = 30;
export const MIN_SEATS = 2;
export const MAX_SEATS = 8;

export const FIELD_WIDTH = 1600;
export const FIELD_HEIGHT = 900;
export const PLAYER_RADIUS = 32;
/** 300 units a second: from one side to the other in five seconds. */
export const STRAIGHT_SPEED = 10;
/** On each axis; together as fast as straight, as near as whole numbers come. */
export const DIAGONAL_SPEED = 7;

/** Coins that lie on the field at once. */
export const COINS = 6;
export const COIN_RADIUS = 18;
/** A match ends with this many coins in one hand, if its options do not say otherwise ... */
export const GOAL = 20;
export const MAX_GOAL = 200;
/** ... or after a minute. */
export const LIMIT_TICKS = 60 * TICK_HZ;

/** Where a seat stands when it enters and when the match begins: in a row across the field. */
export function startOf(seat: number): { x: number; y: number } {
  return { x: Math.floor(((seat + 1) * FIELD_WIDTH) / (MAX_SEATS + 1)), y: FIELD_HEIGHT / 2 };
}

/** The places given at the end, whoever joined or left since. */
export function outcome(world: StarterWorld): Outcome | undefined {
  if (world.phase !== "finished") return undefined;
  const placed = bySeat(world).filter(({ place }) => place > 0);
  placed.sort((a, b) => a.place - b.place || a.seat - b.seat);
  return { reason: world.endReason, ranking: placed.map(({ seat, place }) => ({ seat, place })) };
}
