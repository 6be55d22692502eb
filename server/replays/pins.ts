import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";
import type { PersonalData } from "../identity/personal-data.ts";
import { GONE_PLAYER, type MatchId, type PlayerId } from "../ids.ts";

/** Matches of one player that are kept whatever their age. */
const MAX_PINS = 20;

export type Pinned = { readonly ok: true } | { readonly ok: false; readonly reason: "not-played" | "too-many" };

/** Matches whose journals are kept because somebody who played them wants it. */
export class Pins implements PersonalData {
  readonly name = "pins";
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Repeating it changes nothing. */
  async pin(player: PlayerId, match: MatchId): Promise<Pinned> {
    return this.#database.transaction().execute(async (transaction) => {
      // One at a time for each player, so that two at once do not pass the limit.
      await sql`select pg_advisory_xact_lock(hashtext(${`pins:${player}`}))`.execute(transaction);
      const played = await transaction
        .selectFrom("match_seats")
        .select("match_id")
        .where("match_id", "=", match)
        .where("player", "=", player)
        .executeTakeFirst();
      if (!played) return { ok: false, reason: "not-played" } as const;
      const others = await transaction
        .selectFrom("pins")
        .select(({ fn }) => fn.countAll<string>().as("count"))
        .where("player", "=", player)
        .where("match_id", "<>", match)
        .executeTakeFirstOrThrow();
      if (Number(others.count) >= MAX_PINS) return { ok: false, reason: "too-many" } as const;
      await transaction
        .insertInto("pins")
        .values({ player, match_id: match })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return { ok: true } as const;
    });
  }

  /** Nothing where it was not pinned. */
  async unpin(player: PlayerId, match: MatchId): Promise<void> {
    await this.#database.deleteFrom("pins").where("player", "=", player).where("match_id", "=", match).execute();
  }

  /** Whether the player keeps it. */
  async keeps(player: PlayerId, match: MatchId): Promise<boolean> {
    const found = await this.#database
      .selectFrom("pins")
      .select("match_id")
      .where("player", "=", player)
      .where("match_id", "=", match)
      .executeTakeFirst();
    return found !== undefined;
  }

  /**
   * Every match that somebody has pinned, for whoever throws journals away; not those that hold the name of who deleted their account.
   * First those of registered players, the newest pin first: guests are free to be had, and their oldest give way first.
   */
  async pinned(): Promise<ReadonlySet<string>> {
    const rows = await this.#database
      .selectFrom("pins")
      .leftJoin("players", "players.id", "pins.player")
      .select("match_id")
      .groupBy("match_id")
      .orderBy(sql`bool_or(not players.guest)`, (order) => order.desc().nullsLast())
      .orderBy(sql`max(pins.at)`, "desc")
      .where(({ not, exists, selectFrom }) => {
        const seats = selectFrom("match_seats").select("seat").whereRef("match_seats.match_id", "=", "pins.match_id");
        return not(exists(seats.where("match_seats.player", "like", `${GONE_PLAYER}%`)));
      })
      .execute();
    return new Set(rows.map(({ match_id }) => match_id));
  }

  async dataOf(player: PlayerId): Promise<unknown> {
    const rows = await this.#database.selectFrom("pins").select(["match_id", "at"]).where("player", "=", player).orderBy("at").execute();
    return rows.map(({ match_id: match, at }) => ({ match, at }));
  }

  async erase(player: PlayerId): Promise<void> {
    await this.#database.deleteFrom("pins").where("player", "=", player).execute();
  }
}
