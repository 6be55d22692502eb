import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // One row a season of a board; whoever writes to the season locks it, so that versions are in the order of commits.
  await db.schema
    .createTable("board_seasons")
    .addColumn("board", "text", (column) => column.notNull())
    .addColumn("season", "text", (column) => column.notNull())
    // Tells this season from one of the same name in another database: an index outside belongs to one generation.
    .addColumn("generation", "text", (column) => column.notNull().defaultTo(sql`gen_random_uuid()::text`))
    // The newest version given in this season; an entry's place in the ledger is its version.
    .addColumn("head", "integer", (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint("board_seasons_pkey", ["board", "season"])
    .execute();

  // The ledger: only ever added to, until its player's account is deleted.
  await db.schema
    .createTable("board_entries")
    .addColumn("board", "text", (column) => column.notNull())
    .addColumn("season", "text", (column) => column.notNull())
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("player", "text", (column) => column.notNull().references("players.id").onDelete("cascade"))
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("value", "double precision", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("board_entries_pkey", ["board", "season", "seq"])
    .addUniqueConstraint("board_entries_once", ["player", "board", "source"])
    .execute();

  // What the ledger comes to, one row a player. No reference to players: the row of one who is gone tells the indexes.
  await db.schema
    .createTable("board_standings")
    .addColumn("board", "text", (column) => column.notNull())
    .addColumn("season", "text", (column) => column.notNull())
    .addColumn("player", "text", (column) => column.notNull())
    .addColumn("value", "double precision", (column) => column.notNull())
    .addColumn("reached_at", "timestamptz", (column) => column.notNull())
    .addColumn("reached_seq", "integer", (column) => column.notNull())
    .addColumn("last_at", "timestamptz", (column) => column.notNull())
    .addColumn("last_seq", "integer", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("board_standings_pkey", ["player", "board", "season"])
    .execute();
  await db.schema.createIndex("board_standings_version").unique().on("board_standings").columns(["board", "season", "version"]).execute();
}
