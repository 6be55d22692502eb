import type { Bot, BotLevel } from "../lib/game.ts";
import { noise } from "../lib/random.ts";
import { COINS, STRAIGHT_SPEED } from "./rules.ts";
import type { Coin, StarterInput, StarterWorld } from "./schema.ts";

/** Ticks between two thoughts: 1 s, 0.4 s, 0.1 s. */
const THINK_TICKS = { easy: 30, medium: 12, hard: 3 } as const;

/** Walks to a coin that is near, and thinks again now and then: the weaker, the more seldom. */
export function createBot(seed: number, seat: number, level: BotLevel): Bot<StarterWorld, StarterInput> {
  let target: Coin = { x: 0, y: 0 };
  let thinkAgain = 0;
  return {
    input(world) {
      const me = world.players.get(String(seat));
      if (!me || world.phase !== "playing") return { moveX: 0, moveY: 0 };
      if (world.tick >= thinkAgain || world.tick < thinkAgain - THINK_TICKS.easy) {
        target = chooseCoin(world, me, seed, seat);
        thinkAgain = world.tick + THINK_TICKS[level];
      }
      return { moveX: towards(target.x - me.x), moveY: towards(target.y - me.y) };
    },
  };
}

/** The nearest coin as this seat guesses the distances, so that not everybody runs to the same one. */
function chooseCoin(world: StarterWorld, me: Coin, seed: number, seat: number): Coin {
  let best: Coin = { x: me.x, y: me.y };
  let least = Number.POSITIVE_INFINITY;
  for (let id = 0; id < COINS; id++) {
    const coin = world.coins.get(String(id));
    if (!coin) continue;
    const guess = (Math.abs(coin.x - me.x) + Math.abs(coin.y - me.y)) * (1 + noise(seed, seat, world.tick >> 6, id));
    if (guess >= least) continue;
    least = guess;
    best = { x: coin.x, y: coin.y };
  }
  return best;
}

/** Stands still where another step would lead past it. */
function towards(way: number): number {
  return Math.abs(way) < STRAIGHT_SPEED ? 0 : Math.sign(way);
}
