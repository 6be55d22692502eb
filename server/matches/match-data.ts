import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";
import type { PersonalData } from "../identity/personal-data.ts";
import { GONE_PLAYER, type PlayerId } from "../ids.ts";

/** The matches that a player took part in. Those of others keep the seat, without whose it was. */
export class MatchData implements PersonalData {
  readonly name = "matches";
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async dataOf(player: PlayerId): Promise<unknown> {
    const rows = await this.#database
      .selectFrom("match_seats")
      .innerJoin("matches", "matches.id", "match_id")
      .select(["matches.id", "game", "mode", "map", "ranked", "reason", "counts", "started_at", "matches.ended_at"])
      .select(["name", "seat", "team", "place", "score", "gone", "rated"])
      .where("player", "=", player)
      .orderBy("match_seats.ended_at")
      .execute();
    return rows.map(({ started_at: startedAt, ended_at: endedAt, gone: left, ...row }) => ({ ...row, startedAt, endedAt, left }));
  }

  async erase(player: PlayerId): Promise<void> {
    // By the seat's position, so that two in one match stay two.
    await this.#database
      .updateTable("match_seats")
      .set({ player: sql<string>`${GONE_PLAYER}::text || position`, name: "" })
      .where("player", "=", player)
      .execute();
  }
}
