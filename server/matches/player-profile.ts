import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";
import type { PlayerId } from "../ids.ts";

/** What a player has reached in one game and mode, in matches that everybody may see and that count. */
export interface PlayerRecord {
  readonly game: string;
  readonly mode: string;
  readonly matches: number;
  readonly wins: number;
  readonly bestScore: number;
  /** Null where the player was never rated. */
  readonly bestRating: number | null;
}

/** A player as everybody may see them. */
export interface PlayerProfile {
  readonly id: PlayerId;
  readonly name: string;
  readonly guest: boolean;
  readonly records: readonly PlayerRecord[];
}

/** Undefined where there is no such player. */
export async function profileOf(database: Database, id: PlayerId): Promise<PlayerProfile | undefined> {
  const player = await database.selectFrom("players").select(["name", "guest"]).where("id", "=", id).executeTakeFirst();
  if (!player) return undefined;
  const played = await database
    .selectFrom("match_seats")
    .innerJoin("matches", "matches.id", "match_id")
    .select(["game", "mode", sql<number>`count(*)::int`.as("matches"), sql<number>`max(score)::float8`.as("best_score")])
    .select(sql<number>`(count(*) filter (where place = 1 and not gone))::int`.as("wins"))
    .where("player", "=", id)
    .where("state", "<>", "live")
    .where("ranked", "=", true)
    .where("counts", "=", true)
    .groupBy(["game", "mode"])
    .orderBy("game")
    .orderBy("mode")
    .execute();
  const rated = await database
    .selectFrom("rating_changes")
    .select(["game", "mode", sql<number>`max(value_after)::float8`.as("best")])
    .where("player", "=", id)
    .groupBy(["game", "mode"])
    .execute();
  const bestOf = (game: string, mode: string) => rated.find((each) => each.game === game && each.mode === mode)?.best;
  const records = played.map(({ game, mode, matches, wins, best_score: bestScore }) => {
    const best = bestOf(game, mode);
    return { game, mode, matches, wins, bestScore, bestRating: best === undefined ? null : Math.round(best) };
  });
  return { id, ...player, records };
}
