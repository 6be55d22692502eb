import type { Game, SeatEntry } from "../lib/game.ts";
import { createRandom, nextInt } from "../lib/random.ts";
import { spawn } from "../lib/spawn.ts";
import { uint16 } from "../lib/wire.ts";
import { BOARDS } from "./boards.ts";
import { createBot } from "./bot.ts";
import { createFeed } from "./feed.ts";
import { neutral, sanitize } from "./input.ts";
import { MAPS, mapById } from "./maps.ts";
import { createMoments } from "./moments.ts";
import { type ArenaOptions, arenaOptions } from "./options.ts";
import { resetPickups } from "./pickups.ts";
import { MAX_SEATS, MIN_SEATS, TICK_HZ, UNITS } from "./rules.ts";
import { ArenaInputSchema, ArenaState } from "./schema.ts";
import { outcome } from "./scoring.ts";
import { stepPlayer, stepWorld } from "./step.ts";
import type { ArenaInput, ArenaWorld, PlayerBody } from "./world.ts";

/** Everything that a player's own step reads and writes. */
const BODY_FIELDS: readonly (keyof PlayerBody)[] = [
  "x",
  "y",
  "vx",
  "vy",
  "aim",
  "energy",
  "dash",
  "dashCooldown",
  "reload",
  "protection",
  "overcharge",
  "respawn",
];

/** A top-down arena shooter: free-for-all or two teams, 2 to 16 seats, first to a score or three minutes. */
export const arena: Game<ArenaWorld, ArenaInput, ArenaOptions> = {
  id: "arena",
  title: "Arena",
  tickHz: TICK_HZ,
  patchHz: TICK_HZ,
  seats: { min: MIN_SEATS, max: MAX_SEATS, fill: 8 },
  modes: [
    { id: "ffa", title: "Free for all", teams: 0 },
    { id: "teams", title: "Two teams", teams: 2 },
  ],
  options: arenaOptions,
  State: ArenaState,
  Input: ArenaInputSchema,
  create(seed, options) {
    const world = new ArenaState();
    const { hidden } = world;
    hidden.random = createRandom(seed);
    hidden.limitTicks = options.minutes * 60 * TICK_HZ;
    const map = options.map === "any" ? (MAPS[nextInt(hidden.random, MAPS.length)] ?? mapById("")) : mapById(options.map);
    world.matchId = options.matchId;
    world.code = options.code;
    world.mode = options.mode;
    world.map = map.id;
    world.scoreLimit = uint16(options.scoreLimit);
    map.pickups.forEach((pickup, index) => {
      spawn(world.pickups, String(index), { ...pickup, back: 0 });
    });
    createFeed(world);
    resetPickups(world);
    return world;
  },
  step: stepWorld,
  outcome,
  neutral,
  sanitize,
  bot: createBot,
  predict: {
    fields: BODY_FIELDS,
    stepFor(world) {
      const map = mapById(world.map);
      // A client's copy of its entry has BODY_FIELDS, which is all that stepPlayer touches.
      return (player: SeatEntry, input) => {
        if (world.phase !== "finished") stepPlayer(player as SeatEntry & PlayerBody, input, map);
      };
    },
  },
  smooth: { players: { fields: ["x", "y"], snap: 60 * UNITS } },
  lookback: "seen",
  boards: BOARDS,
  playFrom: true,
  moments: createMoments,
  spectatorDelayMs: 2000,
};
