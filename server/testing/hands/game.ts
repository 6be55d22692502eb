import type { Game } from "../../../rooms/lib/game.ts";
import { createRandom } from "../../../rooms/lib/random.ts";
import { uint8 } from "../../../rooms/lib/wire.ts";
import { createBot } from "./bot.ts";
import { HIGHEST_CARD, outcome, SEATS, TICK_HZ } from "./rules.ts";
import { type HandsInput, HandsInputSchema, HandsState, type HandsWorld } from "./schema.ts";
import { stepWorld } from "./step.ts";

/** The second game, for tests of the platform: two seats, hidden hands, five ticks a second. */
export const hands: Game<HandsWorld, HandsInput> = {
  id: "hands",
  title: "Hands",
  tickHz: TICK_HZ,
  patchHz: TICK_HZ,
  seats: { min: SEATS, max: SEATS, fill: SEATS },
  modes: [{ id: "duel", title: "Duel", teams: 0 }],
  spectatorDelayMs: 0,
  options: {
    read(raw) {
      const unknown = Object.keys(raw)[0];
      return unknown === undefined ? { ok: true, options: {} } : { ok: false, message: `Hands has no option "${unknown}".` };
    },
  },
  State: HandsState,
  Input: HandsInputSchema,
  create(seed, options) {
    const world = new HandsState();
    world.matchId = options.matchId;
    world.code = options.code;
    world.hidden.random = createRandom(seed);
    return world;
  },
  step: stepWorld,
  outcome,
  neutral: () => ({ card: 0 }),
  sanitize(input) {
    const card = uint8(input.card);
    input.card = card <= HIGHEST_CARD ? card : 0;
  },
  bot: createBot,
  view: (world, viewer) => {
    const own = typeof viewer === "number" ? world.players.get(String(viewer)) : undefined;
    return own ? [own] : [];
  },
};
