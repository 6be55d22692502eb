import type { Database } from "../database/open-database.ts";
import type { PersonalData } from "../identity/personal-data.ts";
import type { PlayerId } from "../ids.ts";

/** A player's ratings and every change of them. */
export class RatingData implements PersonalData {
  readonly name = "ratings";
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async dataOf(player: PlayerId): Promise<unknown> {
    const rows = await this.#database
      .selectFrom("rating_changes")
      .selectAll()
      .where("player", "=", player)
      .orderBy("game")
      .orderBy("mode")
      .orderBy("number")
      .execute();
    return rows.map(({ match_id: match, game, mode, value_before: before, value_after: after, deviation_after: deviation, at }) => ({
      ...{ match, game, mode, before, after, deviation, at },
    }));
  }

  /** The changes of others stay: they happened. */
  async erase(player: PlayerId): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      await transaction.deleteFrom("ratings").where("player", "=", player).execute();
      await transaction.deleteFrom("rating_changes").where("player", "=", player).execute();
    });
  }
}
