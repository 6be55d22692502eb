import { Encoder } from "@colyseus/schema";
import type { AnyGame } from "../../rooms/lib/game.ts";
import { EffectiveInputs } from "./effective-inputs.ts";
import { Seating } from "./seating.ts";

/** Enough for the engine to have compiled what a tick runs: a step's p99 in the first 20 s is 1.6 ms without, 0.2 ms once warm. */
const TICKS = 900;

/** Plays a full match of bots for a moment, which nobody sees, so that the first players of a process meet compiled code. */
export function warmUp(game: AnyGame): void {
  const read = game.options.read({});
  if (!read.ok) return;
  const world = game.create(1, { ...read.options, matchId: "m_warm", code: "" });
  const encoder = new Encoder(world);
  const seating = new Seating({ game, fill: game.seats.max, level: "medium" });
  const inputs = new EffectiveInputs(game);
  seating.begin(1);
  for (let tick = 1; tick <= TICKS && world.phase !== "finished"; tick++) {
    const system = seating.nextTick();
    const seats: (object | undefined)[] = [];
    for (const { seat, bot } of seating.all) if (bot) seats[seat] = inputs.fromBot(seat, bot.input(world));
    game.step(world, { system, seats }, tick);
    encoder.encode();
    encoder.discardChanges();
  }
}
