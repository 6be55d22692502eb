import { createRandom, nextInt } from "../../rooms/lib/random.ts";
import type { MatchId, PlayerId } from "../../server/ids.ts";
import type { MatchResult } from "../../server/matches/match-result.ts";

export const GAME = "trial";
export const MODE = "ffa";
export const WINS = `${GAME}-wins`;
export const RATING = `${GAME}-${MODE}-rating`;

const BEGAN_MS = Date.parse("2026-05-01T00:00:00Z");

export interface MadeResults {
  readonly players: readonly PlayerId[];
  readonly results: readonly MatchResult[];
  /** Indexes of `results`, each 1 to 5 times, in random order. */
  readonly deliveries: readonly number[];
}

/** Ranked matches of 2 to 8 people out of a crowd in which everybody meets everybody; the same for the same seed. */
export function makeResults(seed: number, matches: number): MadeResults {
  const random = createRandom(seed);
  const players = Array.from({ length: Math.max(16, Math.ceil(matches / 20)) }, (_, index) => `p_${String(index).padStart(16, "0")}` as PlayerId);
  const results = Array.from({ length: matches }, (_, index) => {
    const count = nextInt(random, 5) < 3 ? 2 : 2 + nextInt(random, 7);
    return resultOf(
      index,
      draw(players, count, (below) => nextInt(random, below)),
    );
  });
  const deliveries = results.flatMap((_, index) => Array.from({ length: 1 + nextInt(random, 5) }, () => index));
  return { players, results, deliveries: draw(deliveries, deliveries.length, (below) => nextInt(random, below)) };
}

function resultOf(index: number, players: readonly PlayerId[]): MatchResult {
  const startedAt = new Date(BEGAN_MS + index * 1000);
  return {
    id: `m_${String(index).padStart(16, "0")}` as MatchId,
    ...{ game: GAME, mode: MODE, map: "", ranked: true, reason: "score", counts: true, bots: [] },
    startedAt,
    endedAt: new Date(startedAt.getTime() + 180_000),
    participants: players.map((player, seat) => ({
      ...{ player, name: player, seat, team: seat, place: seat + 1, score: players.length - seat, left: false, rated: true },
      values: seat === 0 ? { [WINS]: 1 } : {},
    })),
  };
}

/** `count` of `items` in random order. */
function draw<T>(items: readonly T[], count: number, below: (limit: number) => number): T[] {
  const left = [...items];
  const drawn: T[] = [];
  while (drawn.length < count && left.length > 0) {
    const index = below(left.length);
    const item = left[index] as T;
    left[index] = left[left.length - 1] as T;
    left.pop();
    drawn.push(item);
  }
  return drawn;
}
