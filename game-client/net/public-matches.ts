/** Somebody in front in a match. */
export interface Leader {
  readonly name: string;
  readonly score: number;
  /** From 1 where the match is over and has a result, else 0. */
  readonly place: number;
}

/** A match as the first page shows it, running or over. */
export interface PublicMatch {
  readonly id: string;
  readonly game: string;
  readonly seats: number;
  /** Best first. */
  readonly leaders: readonly Leader[];
  /** When it ended, in milliseconds of the epoch; undefined while it runs. */
  readonly endedAtMs: number | undefined;
  /** False where it is over without a result. */
  readonly counts: boolean;
}

export type PublicMatches = (state: "live" | "finished") => Promise<readonly PublicMatch[] | undefined>;

const TIMEOUT_MS = 5000;
const LIMIT = 8;

/** Asks which public matches run, or which ended last; undefined where the server does not say. */
export function publicMatches(origin: string): PublicMatches {
  return async (state) => {
    try {
      const response = await fetch(`${origin}/api/matches?state=${state}&limit=${LIMIT}`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      const { matches } = (await response.json()) as { matches?: unknown };
      return response.ok && Array.isArray(matches) ? matches.flatMap((match) => readMatch(match) ?? []) : undefined;
    } catch {
      return undefined;
    }
  };
}

/** A match of a list (`players`) or of the feed (`leaders` and `seats`). */
export function readMatch(value: unknown): PublicMatch | undefined {
  if (!isRecord(value) || typeof value.id !== "string") return undefined;
  const { id, game, endedAt, counts } = value;
  const players = Array.isArray(value.players) ? value.players : value.leaders;
  const leaders = readLeaders(players);
  const ended = typeof endedAt === "string" ? Date.parse(endedAt) : Number.NaN;
  return {
    id,
    game: String(game ?? ""),
    seats: typeof value.seats === "number" ? value.seats : leaders.length,
    leaders,
    endedAtMs: Number.isNaN(ended) ? undefined : ended,
    counts: counts !== false,
  };
}

export function readLeaders(value: unknown): readonly Leader[] {
  if (!Array.isArray(value)) return [];
  return value
    .flatMap((each) =>
      isRecord(each) && typeof each.name === "string" ? [{ name: each.name, score: Number(each.score) || 0, place: Number(each.place) || 0 }] : [],
    )
    .sort((a, b) => a.place - b.place || b.score - a.score);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object";
}
