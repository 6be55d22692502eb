import glicko2 from "glicko2-lite";
import { rate } from "openskill";
import { bradleyTerryPart } from "openskill/models";
import { bounded, NEWCOMER, type Strength } from "./certainty.ts";

/** People who win or lose together. */
export interface Side {
  /** 1 is best; equal places are a draw. */
  readonly place: number;
  readonly members: readonly Strength[];
}

/**
 * OpenSkill on Glicko's scale. `beta` gives two certain players the same expectation as Glicko-2: 173.72 / sqrt(2). Of its models
 * this one came closest to the truth over 40 matches of eight with known strengths: off by 84 where it said 91
 * (Plackett-Luce: off by 527, said 231).
 */
const OPENSKILL = { mu: NEWCOMER.value, sigma: NEWCOMER.deviation, beta: 122.84, tau: 3.5, model: bradleyTerryPart };

/** The strengths after a match, side by side as given: Glicko-2 between two people, OpenSkill between more. */
export function rateMatch(sides: readonly Side[]): Strength[][] {
  const [first, second] = sides;
  if (!first || !second) return sides.map((side) => [...side.members]);
  const duel = sides.length === 2 && first.members.length === 1 && second.members.length === 1;
  return (duel ? rateDuel(first, second) : rateSides(sides)).map((members) => members.map(bounded));
}

function rateDuel(first: Side, second: Side): Strength[][] {
  return [rateAgainst(first, second), rateAgainst(second, first)];
}

function rateAgainst(own: Side, other: Side): Strength[] {
  const score = own.place === other.place ? 0.5 : own.place < other.place ? 1 : 0;
  return own.members.map(({ value, deviation, volatility }) => {
    const opponents = other.members.map((each): [number, number, number] => [each.value, each.deviation, score]);
    const { rating, rd, vol } = glicko2(value, deviation, volatility, opponents);
    return { value: rating, deviation: rd, volatility: vol };
  });
}

function rateSides(sides: readonly Side[]): Strength[][] {
  const teams = sides.map(({ members }) => members.map(({ value, deviation }) => ({ mu: value, sigma: deviation })));
  const rated = rate(teams, { ...OPENSKILL, rank: sides.map(({ place }) => place) });
  return sides.map(({ members }, side) =>
    members.map((member, index) => {
      const after = rated[side]?.[index];
      return after ? { ...member, value: after.mu, deviation: after.sigma } : member;
    }),
  );
}
