import type { MatchResult, Participant } from "../matches/match-result.ts";

/** Those who are rated, side by side; none where nobody can be compared: unranked, without a result, or with one side alone. */
export function sidesOf(result: MatchResult): Participant[][] {
  if (!result.ranked || !result.counts) return [];
  const sides = new Map<string, Participant[]>();
  for (const participant of result.participants) {
    if (!participant.rated) continue;
    // Who gave a seat up that another took over is placed behind the side that they left.
    const key = `${participant.team}/${participant.place}`;
    sides.set(key, [...(sides.get(key) ?? []), participant]);
  }
  return sides.size < 2 ? [] : [...sides.values()];
}
