import { type Schema, schema, t } from "@colyseus/schema";
import type { AnyGame, SystemInput, World } from "../../rooms/lib/game.ts";
import { bySeat, seatFields, worldFields } from "../../rooms/lib/seats.ts";
import { hands } from "./hands/game.ts";
import type { HandsWorld } from "./hands/schema.ts";

const game: AnyGame = hands;
let stepsSoFar = 0;

function withStep(after: (world: HandsWorld, tick: number) => void): AnyGame {
  return {
    ...game,
    step(world, inputs, tick) {
      game.step(world, inputs, tick);
      after(world as HandsWorld, tick);
    },
  };
}

/** Reads a counter outside the world: plays otherwise the second time. */
export const countingGame: AnyGame = {
  ...withStep((world) => {
    stepsSoFar++;
    if (stepsSoFar % 997 === 0) world.hidden.random[0] += 1;
  }),
  id: "counting",
};

/** Lets the order of a map decide. */
export const mapOrderGame = withStep((world) => {
  let place = 0;
  world.players.forEach((player) => {
    player.team = place;
    place++;
  });
});

/** Rolls a die that no seed fixes. */
export const chanceGame = withStep((world) => {
  if (Math.random() < 0) world.clock = 0;
});

/** Reads the clock and hides it. */
export const secretiveGame = withStep((world) => {
  try {
    if (Date.now() < 0) world.clock = 0;
  } catch {
    world.clock += 0;
  }
});

/** Keeps a part of the world where the next tick finds it only on the same objects. */
export const forgetfulGame = withStep((world) => {
  const kept = world as HandsWorld & { unsynced?: number };
  kept.unsynced = (kept.unsynced ?? 0) + 1;
  world.hidden.random[1] ^= kept.unsynced;
});

/** Fails on a seat that nobody has. */
export const throwingGame: AnyGame = {
  ...game,
  step(world, inputs, tick) {
    for (const { seat } of inputs.system.filter((input: SystemInput) => input.kind === "drop")) {
      const entry = world.players.get(String(seat));
      if (!entry) throw new Error(`nobody on seat ${seat}`);
    }
    game.step(world, inputs, tick);
  },
};

/** Has bots that help themselves to a point. */
export const cheatingBotGame: AnyGame = {
  ...game,
  bot: (seed, seat, level) => {
    const bot = game.bot(seed, seat, level);
    return {
      input(world) {
        const entry = world.players.get(String(seat));
        if (entry) entry.score += 1;
        return bot.input(world);
      },
    };
  },
};

/** Clamps, but lets NaN and fractions through. */
export const laxGame: AnyGame = {
  ...game,
  sanitize(input) {
    const played = input as { card: number };
    if (played.card > 20) played.card = 20;
  },
};

/** Never ends. */
export const endlessGame: AnyGame = { ...game, outcome: () => undefined };

/** Shows each hand to all. */
export const openHandsGame: AnyGame = { ...game, view: (world: World) => bySeat(world) };

class FloatState extends schema(
  { ...worldFields, drift: t.float32().default(0), players: t.map(schema({ ...seatFields }, "FloatPlayer")) },
  "FloatState",
) {
  hidden = {};
}

/** Writes a number that float32 does not carry. */
export const floatGame: AnyGame = {
  ...game,
  State: FloatState as unknown as AnyGame["State"],
  create: () => new FloatState() as unknown as World & Schema,
  step(world, _inputs, tick) {
    world.tick = tick;
    (world as World & { drift: number }).drift = tick / 10;
  },
  bot: () => ({ input: () => game.neutral(undefined) }),
  view: () => [],
};
