import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("journals")
    .addColumn("match_id", "text", (column) => column.primaryKey())
    .addColumn("record", "bytea")
    // A BroadcastIndex.
    .addColumn("broadcast", "jsonb")
    // Of the record and all segments.
    .addColumn("bytes", "bigint", (column) => column.notNull().defaultTo(0))
    .addColumn("archived_at", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("journals_by_age").on("journals").column("archived_at").execute();
  await db.schema
    .createTable("journal_segments")
    .addColumn("match_id", "text", (column) => column.notNull().references("journals.match_id").onDelete("cascade"))
    .addColumn("n", "integer", (column) => column.notNull())
    // gzip as it is served: it is not compressed again.
    .addColumn("bytes", "bytea", (column) => column.notNull())
    .addPrimaryKeyConstraint("journal_segments_pk", ["match_id", "n"])
    .execute();
}
