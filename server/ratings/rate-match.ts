import glicko2 from "glicko2-lite";
import { bounded, type Strength } from "./certainty.ts";
import { rateSides, type Side } from "./rate-sides.ts";

/** The strengths after a match, side by side as given: Glicko-2 between two people, OpenSkill between more. */
export function rateMatch(sides: readonly Side[]): Strength[][] {
  const [first, second] = sides;
  if (!first || !second) return sides.map((side) => [...side.members]);
  const duel = sides.length === 2 && first.members.length === 1 && second.members.length === 1;
  const after = duel ? [rateAgainst(first, second), rateAgainst(second, first)] : rateSides(sides);
  return after.map((members) => members.map(bounded));
}

function rateAgainst(own: Side, other: Side): Strength[] {
  const score = own.place === other.place ? 0.5 : own.place < other.place ? 1 : 0;
  return own.members.map(({ value, deviation, volatility }) => {
    const opponents = other.members.map((each): [number, number, number] => [each.value, each.deviation, score]);
    const { rating, rd, vol } = glicko2(value, deviation, volatility, opponents);
    return { value: rating, deviation: rd, volatility: vol };
  });
}
