import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("ratings")
    .addColumn("player", "text", (column) => column.notNull())
    .addColumn("game", "text", (column) => column.notNull())
    .addColumn("mode", "text", (column) => column.notNull())
    .addColumn("value", "double precision", (column) => column.notNull())
    .addColumn("deviation", "double precision", (column) => column.notNull())
    .addColumn("volatility", "double precision", (column) => column.notNull())
    .addColumn("changes", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("changed_at", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("ratings_pkey", ["player", "game", "mode"])
    .execute();
  await db.schema
    .createTable("rating_changes")
    .addColumn("match_id", "text", (column) => column.notNull())
    .addColumn("player", "text", (column) => column.notNull())
    .addColumn("game", "text", (column) => column.notNull())
    .addColumn("mode", "text", (column) => column.notNull())
    // The player's first change in this game and mode is 1: no number is left out, none is used twice.
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("value_before", "double precision", (column) => column.notNull())
    .addColumn("deviation_before", "double precision", (column) => column.notNull())
    .addColumn("value_after", "double precision", (column) => column.notNull())
    .addColumn("deviation_after", "double precision", (column) => column.notNull())
    .addColumn("volatility_after", "double precision", (column) => column.notNull())
    .addColumn("provisional", "boolean", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("rating_changes_pkey", ["match_id", "player"])
    .execute();
  await sql`create unique index rating_changes_in_order on rating_changes (player, game, mode, number)`.execute(db);
}
