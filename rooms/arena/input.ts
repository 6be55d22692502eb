import { integer, uint8, uint16 } from "../lib/wire.ts";
import { EMOTES, MAX_SEEN } from "./rules.ts";
import type { ArenaInput } from "./world.ts";

/** Length of a full move. */
export const FULL_MOVE = 127;

/** Stands still, keeps the aim, presses nothing. */
export function neutral(last: ArenaInput | undefined): ArenaInput {
  return { moveX: 0, moveY: 0, aim: last?.aim ?? 0, bolt: false, beam: false, dash: false, assist: false, emote: 0, seen: 0 };
}

/** Brings every field into its range, in place; a diagonal move is no longer than a straight one. */
export function sanitize(input: ArenaInput): void {
  const x = integer(input.moveX, -FULL_MOVE, FULL_MOVE);
  const y = integer(input.moveY, -FULL_MOVE, FULL_MOVE);
  const square = x * x + y * y;
  const scale = square > FULL_MOVE * FULL_MOVE ? FULL_MOVE / Math.sqrt(square) : 1;
  // Towards zero, so that rounding never makes it longer again.
  input.moveX = Math.trunc(x * scale) + 0;
  input.moveY = Math.trunc(y * scale) + 0;
  input.aim = uint16(input.aim);
  input.bolt = input.bolt === true;
  input.beam = input.beam === true;
  input.dash = input.dash === true;
  input.assist = input.assist === true;
  const emote = uint8(input.emote);
  input.emote = emote > EMOTES ? 0 : emote;
  const seen = uint8(input.seen);
  input.seen = Math.min(seen, MAX_SEEN);
}
