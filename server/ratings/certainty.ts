/** How good somebody is, and how sure that is. */
export interface Strength {
  /** 1500 for a newcomer. */
  readonly value: number;
  /** Standard deviation of `value`. */
  readonly deviation: number;
  /** How much `value` is expected to move; of Glicko-2 alone. */
  readonly volatility: number;
}

/** Of a newcomer: Glicko-2's own. */
export const NEWCOMER: Strength = { value: 1500, deviation: 350, volatility: 0.06 };
/** Nobody is surer than this, so that a rating can always move. */
const MIN_DEVIATION = 45;
/** Nobody falls below this. */
const MIN_VALUE = 100;
/** As on lichess: below it an opponent of the same rating is really about as good. About 15 duels, or 30 matches of eight. */
const PROVISIONAL_DEVIATION = 110;
/** A deviation of 60 is provisional again after a year away. */
const GROWTH_PER_DAY = (PROVISIONAL_DEVIATION ** 2 - 60 ** 2) / 365;
const DAY_MS = 24 * 3600 * 1000;

/** `strength` after some time away: as good, less sure. */
export function afterAway<S extends Strength>(strength: S, awayMs: number): S {
  const deviation = Math.sqrt(strength.deviation ** 2 + (GROWTH_PER_DAY * Math.max(0, awayMs)) / DAY_MS);
  return { ...strength, deviation: Math.min(NEWCOMER.deviation, deviation) };
}

/** `strength` inside the bounds that every rating keeps. */
export function bounded({ value, deviation, volatility }: Strength): Strength {
  return { value: Math.max(MIN_VALUE, value), deviation: Math.min(NEWCOMER.deviation, Math.max(MIN_DEVIATION, deviation)), volatility };
}

/** Still too uncertain to be compared. */
export function isProvisional({ deviation }: Pick<Strength, "deviation">): boolean {
  return deviation > PROVISIONAL_DEVIATION;
}
