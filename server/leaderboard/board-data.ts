import type { Database } from "../database/open-database.ts";
import type { PersonalData } from "../identity/personal-data.ts";
import type { PlayerId } from "../ids.ts";
import type { Leaderboard } from "./leaderboard.ts";

/** A player's entries on boards; they go with their row of `players`, and the indexes are told here. */
export class BoardData implements PersonalData {
  readonly name = "boards";
  readonly #database: Database;
  readonly #leaderboard: Pick<Leaderboard, "refresh">;

  constructor(database: Database, leaderboard: Pick<Leaderboard, "refresh">) {
    this.#database = database;
    this.#leaderboard = leaderboard;
  }

  async dataOf(player: PlayerId): Promise<unknown> {
    return this.#database
      .selectFrom("board_entries")
      .select(["board", "season", "source", "value", "at"])
      .where("player", "=", player)
      .orderBy("at")
      .orderBy("board")
      .execute();
  }

  async erase(player: PlayerId): Promise<void> {
    await this.#leaderboard.refresh(player);
  }
}
