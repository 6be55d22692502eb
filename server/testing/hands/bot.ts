import type { Bot, BotLevel } from "../../../rooms/lib/game.ts";
import { noise } from "../../../rooms/lib/random.ts";
import { TICK_HZ } from "./rules.ts";
import type { HandsInput, HandsWorld } from "./schema.ts";

/** How long a bot seems to think, in ticks. */
const THINK_TICKS = { easy: 3 * TICK_HZ, medium: 2 * TICK_HZ, hard: TICK_HZ } as const;

/** Thinks for a while, then plays any card; a hard one keeps its high cards for the rounds in which it is behind. */
export function createBot(seed: number, seat: number, level: BotLevel): Bot<HandsWorld, HandsInput> {
  let round = 0;
  let waited = 0;
  return {
    input(world) {
      const entry = world.players.get(String(seat));
      if (world.phase !== "playing" || !entry || entry.ready) return { card: 0 };
      waited = world.round === round ? waited + 1 : 0;
      round = world.round;
      if (waited < THINK_TICKS[level] * noise(seed, seat, round)) return { card: 0 };
      return { card: pick(world, seat, entry.hand, level, noise(seed, seat, round, 1)) };
    },
  };
}

function pick(world: HandsWorld, seat: number, hand: readonly number[], level: BotLevel, chance: number): number {
  const last = hand.length - 1;
  const other = world.players.get(String(1 - seat));
  const behind = (world.players.get(String(seat))?.score ?? 0) <= (other?.score ?? 0);
  if (level === "hard") return hand[behind ? last : Math.floor(last / 2)] ?? 0;
  return hand[Math.floor(chance * hand.length)] ?? 0;
}
