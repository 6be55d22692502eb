import type { Outcome } from "../../../rooms/lib/game.ts";
import { nextInt, type RandomState } from "../../../rooms/lib/random.ts";
import { bySeat } from "../../../rooms/lib/seats.ts";
import type { HandsWorld } from "./schema.ts";

export const TICK_HZ = 5;
export const SEATS = 2;
export const ROUNDS = 3;
const HAND_CARDS = 5;
/** Each card exists once, so that no round ties. */
export const HIGHEST_CARD = 20;
/** Long enough for a person to think, short enough that nobody waits for one who left: 10 s. */
export const CHOICE_TICKS = 10 * TICK_HZ;
/** Both cards are looked at for one second. */
export const REVEAL_TICKS = 1 * TICK_HZ;

/** A hand for each seat, lowest card first, no card twice. */
export function deal(random: RandomState): number[][] {
  const deck: number[] = [];
  for (let card = 1; card <= HIGHEST_CARD; card++) deck.push(card);
  const hands: number[][] = [];
  for (let seat = 0; seat < SEATS; seat++) {
    const hand: number[] = [];
    while (hand.length < HAND_CARDS) hand.push(...deck.splice(nextInt(random, deck.length), 1));
    hands.push(hand.sort((a, b) => a - b));
  }
  return hands;
}

export function outcome(world: HandsWorld): Outcome | undefined {
  if (world.phase !== "finished") return undefined;
  const entries = bySeat(world).sort((a, b) => b.score - a.score);
  const ranking = entries.map(({ seat, score }) => ({ seat, place: 1 + entries.filter((other) => other.score > score).length }));
  return { reason: world.round < ROUNDS ? "abandoned" : "played", ranking };
}
