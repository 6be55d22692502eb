import type { Inputs } from "../../../rooms/lib/game.ts";
import { applySystemInputs, bySeat } from "../../../rooms/lib/seats.ts";
import { spawn } from "../../../rooms/lib/spawn.ts";
import { CHOICE_TICKS, deal, REVEAL_TICKS, ROUNDS, SEATS } from "./rules.ts";
import type { HandsInput, HandsPlayer, HandsWorld } from "./schema.ts";

/** A whole tick: seats, choices, the clock, the reveal, the next round. */
export function stepWorld(world: HandsWorld, inputs: Inputs<HandsInput>, tick: number): void {
  world.tick = tick;
  applySystemInputs(world, inputs.system, { enter: (join) => enter(world, join.seat) });
  if (world.phase === "waiting") begin(world);
  else if (world.phase === "playing" && world.players.size < SEATS) world.phase = "finished";
  else if (world.phase === "playing") play(world, inputs);
}

function enter(world: HandsWorld, seat: number): HandsPlayer {
  return spawn(world.players, String(seat), {
    seat,
    player: "",
    name: "",
    team: 0,
    score: 0,
    connected: true,
    bot: false,
    rematch: false,
    ready: false,
    shown: 0,
    hand: [],
  });
}

function begin(world: HandsWorld): void {
  if (world.players.size < SEATS) return;
  const hands = deal(world.hidden.random);
  for (const entry of bySeat(world)) entry.hand.push(...(hands[entry.seat] ?? []));
  world.phase = "playing";
  beginRound(world);
}

function beginRound(world: HandsWorld): void {
  for (const entry of bySeat(world)) entry.ready = false;
  world.hidden.chosen = [0, 0];
  world.round += 1;
  world.clock = CHOICE_TICKS;
  world.revealed = false;
}

function play(world: HandsWorld, inputs: Inputs<HandsInput>): void {
  world.clock -= 1;
  if (!world.revealed) {
    for (const entry of bySeat(world)) choose(world, entry, inputs.seats[entry.seat]?.card ?? 0);
    if (bySeat(world).every((entry) => entry.ready)) reveal(world);
  } else if (world.clock === 0) {
    if (world.round < ROUNDS) beginRound(world);
    else world.phase = "finished";
  }
}

/** A card that is not in the hand does nothing; at the end of the clock the lowest is played. */
function choose(world: HandsWorld, entry: HandsPlayer, wanted: number): void {
  if (entry.ready) return;
  const card = world.clock === 0 ? (entry.hand[0] ?? 0) : wanted;
  const index = entry.hand.indexOf(card);
  if (index < 0) return;
  entry.hand.splice(index, 1);
  world.hidden.chosen[entry.seat === 0 ? 0 : 1] = card;
  entry.ready = true;
}

function reveal(world: HandsWorld): void {
  const [first, second] = bySeat(world);
  if (!first || !second) return;
  [first.shown, second.shown] = world.hidden.chosen;
  const winner = first.shown > second.shown ? first : second;
  winner.score += 1;
  world.revealed = true;
  world.clock = REVEAL_TICKS;
}
