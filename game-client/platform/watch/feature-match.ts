import { type LiveMatch, topScores } from "./live-match.ts";

/** Ratings of players, as far as boards list them, under game, mode and player: see `ratingKey`. */
export type KnownRatings = ReadonlyMap<string, number>;

/** What everybody begins with, and where a rating says that somebody is as strong as they come. */
const USUAL = 1500;
const STRONG = 2300;
/** A crowd of this size counts fully. */
const CROWD = 50;
/** Before the first has this many points a score says little. */
const TOLD_BY_SCORE = 5;
const WEIGHTS = { rating: 0.35, close: 0.3, watchers: 0.25, people: 0.1 };
/** Another one must be better by this to take the place: who reads is not to be interrupted for a hair. */
const STAY = 0.12;

export function ratingKey(game: string, mode: string, player: string): string {
  return `${game}|${mode}|${player}`;
}

/** The match to watch first: strong players, a close score, others who watch. `shown` stays unless another is clearly better. */
export function featureMatch(matches: readonly LiveMatch[], ratings: KnownRatings, shown?: string): LiveMatch | undefined {
  let best: { readonly match: LiveMatch; readonly worth: number } | undefined;
  for (const match of matches) {
    const worth = worthOf(match, ratings) + (match.id === shown ? STAY : 0);
    if (!best || worth > best.worth || (worth === best.worth && match.startedAtMs > best.match.startedAtMs)) best = { match, worth };
  }
  return best?.match;
}

/** From 0 to 1. */
export function worthOf(match: LiveMatch, ratings: KnownRatings): number {
  const people = match.leaders.filter(({ player }) => player !== "");
  const known = people.map(({ player }) => ratings.get(ratingKey(match.game, match.mode, player)) ?? USUAL);
  // The two strongest make a match, whoever else is in it.
  const strongest = known.toSorted((a, b) => b - a).slice(0, 2);
  const mean = strongest.reduce((sum, rating) => sum + rating, 0) / Math.max(1, strongest.length);
  const rating = strongest.length === 0 ? 0 : part((mean - USUAL) / (STRONG - USUAL));
  const watchers = part(Math.log1p(match.watchers) / Math.log1p(CROWD));
  return WEIGHTS.rating * rating + WEIGHTS.close * closeness(match) + WEIGHTS.watchers * watchers + WEIGHTS.people * part(people.length / 2);
}

/** How near the second is to the first, once there is a score to speak of. */
function closeness(match: LiveMatch): number {
  const [first, second] = topScores(match);
  if (first <= 0) return 0;
  return (Math.max(0, second) / first) * part(first / TOLD_BY_SCORE);
}

function part(value: number): number {
  return Math.max(0, Math.min(1, value));
}
