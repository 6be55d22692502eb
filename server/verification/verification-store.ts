import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";
import type { MatchId } from "../ids.ts";

/** A verification that was begun is left alone for this long, times the tries so far: few take longer, and to do one twice harms nothing. */
const CLAIM_SECONDS = 60;
/** What fails this often, or takes the process with it, is not tried again. */
const MAX_TRIES = 3;
/** A process that has not beaten for so long is gone, and others verify what it played: it beats every 15 seconds. */
const GONE_SECONDS = 60;

/** What of the matches in the database is verified. */
export class VerificationStore {
  readonly #database: Database;
  readonly #process: string;

  /** `process` names the one that plays here since its start: its records are here, as are those of who had this directory before. */
  constructor(database: Database, process: string) {
    this.#database = database;
    this.#process = process;
  }

  /** A ranked match of this process, or of one that is gone, that has its result and waits; it is the caller's for a while. `last`: it is not tried again. */
  async claim(): Promise<{ readonly id: MatchId; readonly last: boolean } | undefined> {
    const claimed = await this.#database
      .updateTable("matches")
      .set({
        verify_tries: sql<number>`verify_tries + 1`,
        verify_after: sql<Date>`now() + make_interval(secs => ${sql.lit(CLAIM_SECONDS)} * (verify_tries + 1))`,
      })
      .where("id", "=", (query) =>
        query
          .selectFrom("matches")
          .select("id")
          .where("ranked", "=", true)
          .where("counts", "=", true)
          .where("state", "=", "settled")
          .where("verified", "is", null)
          .where("verify_tries", "<", MAX_TRIES)
          .where("verify_after", "<", sql<Date>`now()`)
          .where(({ or, eb, not, exists, selectFrom }) => {
            const beats = selectFrom("match_processes").select("match_processes.id").whereRef("match_processes.id", "=", "matches.process");
            const lives = beats.where("seen_at", ">", sql<Date>`now() - make_interval(secs => ${sql.lit(GONE_SECONDS)})`);
            return or([eb("process", "=", this.#process), eb("process", "is", null), not(exists(lives))]);
          })
          .orderBy("verify_after")
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .returning(["id", "verify_tries"])
      .executeTakeFirst();
    return claimed && { id: claimed.id as MatchId, last: claimed.verify_tries >= MAX_TRIES };
  }

  async mark(id: MatchId, verified: "verified" | "differs"): Promise<void> {
    await this.#database.updateTable("matches").set({ verified }).where("id", "=", id).execute();
  }

  /** How many seats of a match belonged to accounts that are deleted. */
  async erasedSeats(id: MatchId): Promise<number> {
    const row = await this.#database
      .selectFrom("match_seats")
      .select((query) => query.fn.countAll<string>().as("count"))
      .where("match_id", "=", id)
      .where("player", "like", "gone:%")
      .executeTakeFirst();
    return Number(row?.count ?? 0);
  }
}
