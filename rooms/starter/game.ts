import type { Game, SeatEntry } from "../lib/game.ts";
import { createRandom } from "../lib/random.ts";
import { integer, uint8 } from "../lib/wire.ts";
import { createBot } from "./bot.ts";
import { GOAL, MAX_GOAL, MAX_SEATS, MIN_SEATS, outcome, PLAYER_RADIUS, TICK_HZ } from "./rules.ts";
import { type StarterInput, StarterInputSchema, StarterState, type StarterWorld, type Walker } from "./schema.ts";
import { stepPlayer, stepWorld } from "./step.ts";

/** Options of a match, complete. */
export interface StarterOptions {
  readonly goal: number;
}

/** 2 to 8 seats walk on a field and take coins: first to the goal, or most in a minute. */
export const starterGame: Game<StarterWorld, StarterInput, StarterOptions> = {
  id: "starter",
  title: "Starter",
  tickHz: TICK_HZ,
  patchHz: TICK_HZ,
  seats: { min: MIN_SEATS, max: MAX_SEATS, fill: 4 },
  modes: [{ id: "ffa", title: "Free for all", teams: 0 }],
  options: {
    read({ goal = GOAL, ...rest }) {
      const unknown = Object.keys(rest)[0];
      if (unknown !== undefined) return { ok: false, message: `There is no option "${unknown.slice(0, 40)}"; there is "goal".` };
      if (typeof goal === "number" && Number.isInteger(goal) && goal >= 1 && goal <= MAX_GOAL) return { ok: true, options: { goal } };
      return { ok: false, message: `"goal" must be a whole number from 1 to ${MAX_GOAL}.` };
    },
  },
  State: StarterState,
  Input: StarterInputSchema,
  create(seed, options) {
    const world = new StarterState();
    world.matchId = options.matchId;
    world.code = options.code;
    world.goal = uint8(options.goal);
    world.hidden.random = createRandom(seed);
    return world;
  },
  step: stepWorld,
  outcome,
  neutral: () => ({ moveX: 0, moveY: 0 }),
  sanitize(input) {
    input.moveX = integer(input.moveX, -1, 1);
    input.moveY = integer(input.moveY, -1, 1);
  },
  bot: createBot,
  predict: {
    fields: ["x", "y"] satisfies (keyof Walker)[],
    stepFor(world) {
      // A client's copy of its entry has these fields, which is all that stepPlayer touches.
      return (player: SeatEntry, input) => {
        if (world.phase !== "finished") stepPlayer(player as SeatEntry & Walker, input);
      };
    },
  },
  smooth: { players: { fields: ["x", "y"], snap: 3 * PLAYER_RADIUS } },
  spectatorDelayMs: 0,
};
