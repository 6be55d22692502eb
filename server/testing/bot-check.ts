import type { AnyGame } from "../../rooms/lib/game.ts";
import { hashWorld } from "../../rooms/lib/hash.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { illegal } from "./input-check.ts";
import { type MatchPlan, playMatch } from "./play-match.ts";

/** Hashing twice for each bot and tick took 25 s for a match of 16; each bot is watched once in so many ticks. */
const WATCH_EVERY_TICKS = 16;

/** The first bot that writes into the world, or plays what its game would not let a person play. */
export function botFault(game: AnyGame, plan: MatchPlan): string | undefined {
  let fault: string | undefined;
  const layout = layoutOf(game.State);
  const playedBy: AnyGame = {
    ...game,
    bot: (seed, seat, level) => {
      const bot = game.bot(seed, seat, level);
      return {
        input(world) {
          const watched = world.tick % WATCH_EVERY_TICKS === seat % WATCH_EVERY_TICKS;
          const before = watched ? hashWorld(layout, world) : "";
          const input = bot.input(world);
          const where = `tick ${world.tick}, bot of seat ${seat}`;
          if (watched && hashWorld(layout, world) !== before) fault ??= `${where}: writes into the world`;
          const [problem] = illegal(game, input);
          if (problem) fault ??= `${where}: ${problem}`;
          return input;
        },
      };
    },
  };
  playMatch(playedBy, plan);
  return fault;
}
