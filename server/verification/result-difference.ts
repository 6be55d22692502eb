import { type Difference, firstDifferenceOfData } from "../../rooms/lib/first-difference.ts";
import type { MatchResult } from "../matches/match-result.ts";

/** The result of a match as it is stored now. */
export interface StoredResult {
  readonly result: MatchResult;
  /** How many of those who took part have deleted their account since: what was theirs is erased. */
  readonly erased: number;
}

/** The first thing in which a stored result is not what its record comes to. */
export function resultDifference({ result, erased }: StoredResult, computed: MatchResult): Difference | undefined {
  const there = new Set(result.participants.map(({ player }) => player));
  const participants = computed.participants.filter(({ player }) => there.has(player));
  const gone = computed.participants.length - participants.length;
  return firstDifferenceOfData(comparable(result), comparable({ ...computed, participants: gone === erased ? participants : computed.participants }));
}

/** Times as numbers, keys in one order: a stored result has been through a database. */
function comparable(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, comparable(item)]));
}
