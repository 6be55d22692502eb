import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  // Of the code that opens the account when its password is forgotten; null where none was given out yet.
  await db.schema.alterTable("credentials").addColumn("recovery_hash", "text").execute();
}
