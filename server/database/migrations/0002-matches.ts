import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("matches")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("game", "text", (column) => column.notNull())
    .addColumn("mode", "text", (column) => column.notNull())
    .addColumn("map", "text", (column) => column.notNull())
    .addColumn("ranked", "boolean", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull().check(sql`state in ('live', 'recorded', 'settled')`))
    .addColumn("started_at", "timestamptz", (column) => column.notNull())
    .addColumn("ended_at", "timestamptz")
    .addColumn("reason", "text")
    .addColumn("counts", "boolean")
    .addColumn("process", "text")
    .addColumn("claimed_until", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await sql`create index matches_unsettled on matches (state, process) where state <> 'settled'`.execute(db);
  await sql`create index matches_newest on matches (ended_at desc, id desc) where ranked and state <> 'live'`.execute(db);
  await sql`create index matches_newest_of_game on matches (game, ended_at desc, id desc) where ranked and state <> 'live'`.execute(db);
  await db.schema
    .createTable("match_seats")
    .addColumn("match_id", "text", (column) => column.notNull().references("matches.id").onDelete("cascade"))
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("player", "text")
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("seat", "integer", (column) => column.notNull())
    .addColumn("team", "integer", (column) => column.notNull())
    .addColumn("place", "integer", (column) => column.notNull())
    .addColumn("score", "integer", (column) => column.notNull())
    .addColumn("gone", "boolean", (column) => column.notNull())
    .addColumn("rated", "boolean", (column) => column.notNull())
    .addColumn("board_values", "jsonb")
    .addColumn("ended_at", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("match_seats_pkey", ["match_id", "position"])
    .execute();
  await sql`create unique index match_seats_player on match_seats (match_id, player)`.execute(db);
  await sql`create index match_seats_of_player on match_seats (player, ended_at desc, match_id desc) where player is not null`.execute(db);
  await db.schema
    .createTable("match_processes")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("seen_at", "timestamptz", (column) => column.notNull())
    .execute();
}
