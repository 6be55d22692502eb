import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("players").addColumn("registered_at", "timestamptz").addColumn("renamed_at", "timestamptz").execute();
  await sql`create index players_guests on players (created_at) where guest`.execute(db);
  await db.schema
    .createTable("credentials")
    .addColumn("player", "text", (column) => column.primaryKey().references("players.id").onDelete("cascade"))
    // With its algorithm and parameters in it.
    .addColumn("password_hash", "text", (column) => column.notNull())
    .addColumn("email", "text")
    .execute();
  // No reference to players: a session that was ended outlives its account, or its token would be good again.
  await db.schema
    .createTable("sessions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("player", "text", (column) => column.notNull())
    .addColumn("device", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("seen_at", "timestamptz", (column) => column.notNull())
    .addColumn("expires_at", "timestamptz", (column) => column.notNull())
    .addColumn("revoked_at", "timestamptz")
    .execute();
  await sql`create index sessions_of_player on sessions (player)`.execute(db);
  await sql`create index sessions_expired on sessions (expires_at)`.execute(db);
  // Kept for as long as a token of the player could be good.
  await db.schema
    .createTable("account_deletions")
    .addColumn("player", "text", (column) => column.primaryKey())
    .addColumn("asked_at", "timestamptz", (column) => column.notNull())
    .addColumn("erased_at", "timestamptz")
    .execute();
}
