import { type Kysely, sql } from "kysely";
import type { BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import type { Database } from "../database/open-database.ts";
import type { Tables } from "../database/tables.ts";
import type { MatchId } from "../ids.ts";
import type { Journal } from "./journal.ts";
import type { ArchivedMatch, JournalArchive } from "./journal-archive.ts";

/** Segments that are written with one statement: a quarter of a megabyte at most matches. */
const AT_ONCE = 16;

/** The archive in the database: a row for each match, and one for each segment of its broadcast. */
export class PostgresArchive implements JournalArchive {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async keep(match: MatchId, journal: Pick<Journal, "readRecord" | "index" | "segment">): Promise<void> {
    const [record, index] = await Promise.all([journal.readRecord(match), journal.index(match)]);
    if (!record && !index) return;
    const over = index && ({ ...index, state: index.state === "whole" ? "whole" : "cut" } satisfies BroadcastIndex);
    await this.#database.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("journals")
        .values({ match_id: match, archived_at: sql<Date>`now()` })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const known = await transaction
        .selectFrom("journals")
        .select(["broadcast", sql<number>`coalesce(length(record), 0)`.as("recordBytes")])
        .where("match_id", "=", match)
        .forUpdate()
        .executeTakeFirstOrThrow();
      if (record && record.length > known.recordBytes)
        await transaction.updateTable("journals").set({ record }).where("match_id", "=", match).execute();
      if (over && isMore(over, known.broadcast as BroadcastIndex | null)) await this.#keepBroadcast(transaction, match, over, journal);
      const segments = sql`(select coalesce(sum(length(bytes)), 0) from journal_segments where match_id = ${match})`;
      await transaction
        .updateTable("journals")
        .set({ bytes: sql<number>`coalesce(length(record), 0) + ${segments}` })
        .where("match_id", "=", match)
        .execute();
    });
  }

  async record(match: MatchId): Promise<Uint8Array | undefined> {
    const row = await this.#database.selectFrom("journals").select("record").where("match_id", "=", match).executeTakeFirst();
    return row?.record ?? undefined;
  }

  async index(match: MatchId): Promise<BroadcastIndex | undefined> {
    const row = await this.#database.selectFrom("journals").select("broadcast").where("match_id", "=", match).executeTakeFirst();
    return (row?.broadcast as BroadcastIndex | null | undefined) ?? undefined;
  }

  async segment(match: MatchId, n: number): Promise<Uint8Array | undefined> {
    const found = this.#database.selectFrom("journal_segments").select("bytes").where("match_id", "=", match).where("n", "=", n);
    return (await found.executeTakeFirst())?.bytes;
  }

  async oldest(
    limit: number,
    except: ReadonlySet<string>,
    exceptBytes = Number.MAX_SAFE_INTEGER,
  ): Promise<{ readonly bytes: number; readonly matches: readonly ArchivedMatch[] }> {
    const { bytes } = await this.#database.selectFrom("journals").select(sql<string>`coalesce(sum(bytes), 0)`.as("bytes")).executeTakeFirstOrThrow();
    const rows = await this.#database
      .selectFrom("journals")
      .select(["match_id", "bytes", "archived_at"])
      .where(
        sql<boolean>`match_id not in (
          select id from (
            select id, sum(bytes) over (order by place) as total
            from unnest(${[...except]}::text[]) with ordinality as excepted (id, place) join journals on match_id = id
          ) as summed where total <= ${exceptBytes})`,
      )
      .orderBy("archived_at")
      .limit(limit)
      .execute();
    const matches = rows.map((row) => ({ match: row.match_id as MatchId, bytes: Number(row.bytes), archivedAt: row.archived_at }));
    return { bytes: Number(bytes), matches };
  }

  async drop(matches: readonly MatchId[]): Promise<void> {
    if (matches.length > 0) await this.#database.deleteFrom("journals").where("match_id", "in", matches).execute();
  }

  async #keepBroadcast(transaction: Kysely<Tables>, match: MatchId, index: BroadcastIndex, journal: Pick<Journal, "segment">): Promise<void> {
    await transaction.deleteFrom("journal_segments").where("match_id", "=", match).execute();
    for (let from = 0; from < index.segments.length; from += AT_ONCE) {
      const rows = await Promise.all(
        index.segments.slice(from, from + AT_ONCE).map(async ({ n }) => {
          const bytes = await journal.segment(match, n);
          if (!bytes) throw new Error(`segment ${n} of ${match} is in its index and nowhere else`);
          return { match_id: match, n, bytes };
        }),
      );
      await transaction.insertInto("journal_segments").values(rows).execute();
    }
    await transaction
      .updateTable("journals")
      .set({ broadcast: JSON.stringify(index) })
      .where("match_id", "=", match)
      .execute();
  }
}

function isMore(index: BroadcastIndex, known: BroadcastIndex | null): boolean {
  if (!known) return true;
  const size = ({ segments }: BroadcastIndex) => segments.reduce((sum, { rawBytes }) => sum + rawBytes, 0);
  return size(index) > size(known) || (index.state === "whole" && known.state !== "whole");
}
