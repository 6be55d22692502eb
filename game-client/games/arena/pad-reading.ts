import { stickPush, type Vector } from "./control-mapping.ts";

/** The part of a Gamepad that is read. */
export interface PadState {
  readonly axes: readonly number[];
  readonly buttons: readonly { readonly pressed: boolean; readonly value: number }[];
}

export interface PadReading {
  readonly move: Vector;
  /** Where the right stick is pushed, in radians; undefined at rest. */
  readonly aim: number | undefined;
  /** Numbers of the buttons that are down. */
  readonly buttons: readonly number[];
}

/** Worn sticks rest up to here. */
const REST = 0.2;
/** Few sticks reach 1 on the diagonals. */
const FULL = 0.92;
/** An aim wants a clear push: a stick that springs back overshoots by less. */
const AIM_REST = 0.35;
/** A trigger is pulled from here on. */
const PULLED = 0.4;

/** What a pad of the standard mapping says; left stick moves, right stick aims. */
export function readPad({ axes, buttons }: PadState): PadReading {
  const [x = 0, y = 0, aimX = 0, aimY = 0] = axes;
  const aims = Math.hypot(aimX, aimY) > AIM_REST;
  return {
    move: stickPush(x, y, REST, FULL),
    aim: aims ? Math.atan2(aimY, aimX) : undefined,
    buttons: buttons.flatMap(({ pressed, value }, index) => (pressed || value > PULLED ? [index] : [])),
  };
}

/** Whether a hand is on it. */
export function isUsed({ move, aim, buttons }: PadReading): boolean {
  return move.x !== 0 || move.y !== 0 || aim !== undefined || buttons.length > 0;
}
