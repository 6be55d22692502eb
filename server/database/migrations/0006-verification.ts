import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("matches")
    .addColumn("verified", "text", (column) => column.check(sql`verified in ('verified', 'differs')`))
    .addColumn("verify_tries", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("verify_after", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
    .execute();
  await sql`create index matches_unverified on matches (verify_after)
    where ranked and counts and state = 'settled' and verified is null and verify_tries < 3`.execute(db);
}
