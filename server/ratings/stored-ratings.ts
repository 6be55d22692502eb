import type { Selectable, Transaction } from "kysely";
import type { Database } from "../database/open-database.ts";
import type { RatingChangesTable, RatingsTable, Tables } from "../database/tables.ts";
import { isGone, type PlayerId } from "../ids.ts";
import type { MatchResult } from "../matches/match-result.ts";
import { afterAway, isProvisional, NEWCOMER, type Strength } from "./certainty.ts";
import { rateMatch } from "./rate-match.ts";
import type { Rating, RatingChange, Ratings } from "./ratings.ts";
import { sidesOf } from "./sides.ts";

/** Where a player stands before a match. */
type Standing = Pick<Selectable<RatingsTable>, "changes" | "changed_at"> & Strength;

/** Ratings in the database: one row a change, and where each player stands after the last. */
export class StoredRatings implements Ratings {
  readonly #database: Database;
  readonly #now: () => Date;

  constructor(database: Database, now: () => Date = () => new Date()) {
    this.#database = database;
    this.#now = now;
  }

  async apply(result: MatchResult): Promise<readonly RatingChange[]> {
    const sides = sidesOf(result);
    if (sides.length === 0) return [];
    return (await this.#changesOf(this.#database, result)) ?? this.#database.transaction().execute((transaction) => this.#rate(transaction, result));
  }

  async of(player: PlayerId): Promise<readonly (Rating & { readonly game: string; readonly mode: string })[]> {
    const rows = await this.#database.selectFrom("ratings").selectAll().where("player", "=", player).orderBy("game").orderBy("mode").execute();
    const now = this.#now().getTime();
    return rows.map((row) => {
      const { value, deviation } = afterAway(row, now - row.changed_at.getTime());
      return { player, game: row.game, mode: row.mode, value, deviation, provisional: isProvisional({ deviation }) };
    });
  }

  async history(
    player: PlayerId,
    game: string,
    mode: string,
    limit: number,
  ): Promise<readonly { readonly match: string; readonly value: number; readonly at: Date }[]> {
    const newest = await this.#database
      .selectFrom("rating_changes")
      .select(["match_id as match", "value_after as value", "at"])
      .where("player", "=", player)
      .where("game", "=", game)
      .where("mode", "=", mode)
      .orderBy("number", "desc")
      .limit(limit)
      .execute();
    return newest.reverse();
  }

  /** The changes that this match made; undefined where it made none yet. */
  async #changesOf(database: Database | Transaction<Tables>, { id }: MatchResult): Promise<RatingChange[] | undefined> {
    const rows = await database.selectFrom("rating_changes").selectAll().where("match_id", "=", id).execute();
    return rows.length > 0 ? changesOf(rows) : undefined;
  }

  async #rate(transaction: Transaction<Tables>, result: MatchResult): Promise<readonly RatingChange[]> {
    const standing = await this.#lock(transaction, result);
    // Another process may have rated the match while this one waited for the rows.
    const known = await this.#changesOf(transaction, result);
    if (known) return known;
    const rows = changedRows(result, standing, this.#now().getTime());
    if (rows.length === 0) return [];
    await transaction.insertInto("rating_changes").values(rows).execute();
    const standings = rows.map(({ player, game, mode, number, value_after, deviation_after, volatility_after, at }) => ({
      ...{ player, game, mode, value: value_after, deviation: deviation_after, volatility: volatility_after },
      changes: number,
      changed_at: at,
    }));
    await transaction
      .insertInto("ratings")
      .values(standings)
      .onConflict((conflict) =>
        conflict.columns(["player", "game", "mode"]).doUpdateSet((eb) => ({
          value: eb.ref("excluded.value"),
          deviation: eb.ref("excluded.deviation"),
          volatility: eb.ref("excluded.volatility"),
          changes: eb.ref("excluded.changes"),
          changed_at: eb.ref("excluded.changed_at"),
        })),
      )
      .execute();
    return changesOf(rows);
  }

  /** The rows of everybody who is rated, locked until the end of the transaction; in the order of player ids, so that no two lock crosswise. */
  async #lock(transaction: Transaction<Tables>, result: MatchResult): Promise<ReadonlyMap<string, Standing>> {
    const { game, mode } = result;
    const players = sidesOf(result)
      .flat()
      .map(({ player }) => player as string)
      .filter((player) => !isGone(player))
      .sort();
    if (players.length === 0) return new Map();
    await transaction
      .insertInto("ratings")
      .values(players.map((player) => ({ player, game, mode, ...NEWCOMER, changed_at: this.#now() })))
      .onConflict((conflict) => conflict.columns(["player", "game", "mode"]).doNothing())
      .execute();
    const rows = await transaction
      .selectFrom("ratings")
      .selectAll()
      .where("player", "in", players)
      .where("game", "=", game)
      .where("mode", "=", mode)
      .orderBy("player")
      .forUpdate()
      .execute();
    return new Map(rows.map((row) => [row.player, row]));
  }
}

/** One row for everybody who is rated; each goes on where the player's last change ended. Who is gone counts as a newcomer to the others, and has none. */
function changedRows(result: MatchResult, standing: ReadonlyMap<string, Standing>, nowMs: number): RatingChangesTable[] {
  const { id, game, mode } = result;
  const sides = sidesOf(result);
  const before = (player: string): Standing => standing.get(player) ?? { ...NEWCOMER, changes: 0, changed_at: new Date(nowMs) };
  const members = sides.map((side) => side.map(({ player }) => afterAway(before(player), nowMs - before(player).changed_at.getTime())));
  const after = rateMatch(sides.map((side, index) => ({ place: side[0]?.place ?? 0, members: members[index] ?? [] })));
  return sides.flatMap((side, s) =>
    side.flatMap(({ player }, m) => {
      const from = before(player);
      const to = after[s]?.[m] ?? from;
      if (isGone(player)) return [];
      return {
        match_id: id,
        player,
        game,
        mode,
        number: from.changes + 1,
        value_before: from.value,
        deviation_before: from.deviation,
        value_after: to.value,
        deviation_after: to.deviation,
        volatility_after: to.volatility,
        provisional: isProvisional(to),
        at: new Date(from.changes === 0 ? nowMs : Math.max(nowMs, from.changed_at.getTime() + 1)),
      };
    }),
  );
}

function changesOf(rows: readonly RatingChangesTable[]): RatingChange[] {
  return rows
    .map((row) => ({ player: row.player as PlayerId, before: row.value_before, after: row.value_after, provisional: row.provisional, at: row.at }))
    .sort((a, b) => (a.player < b.player ? -1 : 1));
}
