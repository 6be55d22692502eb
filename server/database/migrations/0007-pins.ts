import type { Kysely } from "kysely";
import { sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("pins")
    .addColumn("player", "text", (column) => column.notNull())
    .addColumn("match_id", "text", (column) => column.notNull().references("matches.id").onDelete("cascade"))
    .addColumn("at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .addPrimaryKeyConstraint("pins_of_player", ["player", "match_id"])
    .execute();
  await sql`create index pins_of_match on pins (match_id)`.execute(db);
}
