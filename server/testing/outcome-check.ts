import type { AnyGame, Outcome, World } from "../../rooms/lib/game.ts";
import { bySeat } from "../../rooms/lib/seats.ts";
import { type MatchPlan, playMatch } from "./play-match.ts";

/** Whether a match has no result in time, one before its end, one that changes, or one that is no ranking of its seats. */
export function outcomeFault(game: AnyGame, plan: MatchPlan): string | undefined {
  let fault: string | undefined;
  let first: string | undefined;
  let ended = false;
  playMatch(game, plan, (world, { system }) => {
    const outcome = game.outcome(world);
    if (world.phase !== "finished") {
      if (outcome) fault ??= `tick ${world.tick}: an outcome while ${world.phase}`;
      return;
    }
    if (!outcome) {
      fault ??= `tick ${world.tick}: finished without an outcome`;
      return;
    }
    // Who comes after the end is not ranked.
    if (first === undefined) fault ??= rankingFault(world, outcome);
    // Who comes or goes after the end has another place, or none.
    if (system.some(({ kind }) => kind === "join" || kind === "remove")) first = undefined;
    ended = true;
    first ??= JSON.stringify(outcome);
    if (first !== JSON.stringify(outcome)) fault ??= `tick ${world.tick}: the outcome changed from ${first} to ${JSON.stringify(outcome)}`;
  });
  return fault ?? (!ended ? `no outcome within ${plan.maxTicks} ticks` : undefined);
}

function rankingFault(world: World, { ranking, reason }: Outcome): string | undefined {
  const seats = bySeat(world).map((entry) => entry.seat);
  const ranked = ranking.map((row) => row.seat).sort((a, b) => a - b);
  if (ranked.join() !== seats.join()) return `the ranking has the seats ${ranked.join()}, the match ${seats.join()}`;
  if (reason === "") return "the outcome has no reason";
  const right = ranking.every(({ place }, index) => {
    const above = ranking[index - 1]?.place ?? 0;
    return index === 0 ? place === 1 : place === above || place === above + 1 || place === index + 1;
  });
  return right ? undefined : `the places ${ranking.map((row) => row.place).join()} are no ranking`;
}
