import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";
import type { PlayerId } from "../ids.ts";
import type { PersonalData } from "./personal-data.ts";
import type { SessionEndings } from "./session-endings.ts";
import { TOKEN_LIFETIME_MS } from "./tokens.ts";

/** A match that was in play is over by then: what it wrote about the player is erased too. */
const ERASE_AGAIN_MS = 24 * 3600 * 1000;
const MAX_AT_ONCE = 100;

/** Deletes accounts so that a crash at any point only delays the rest. */
export class AccountDeletion {
  readonly #database: Database;
  readonly #data: readonly PersonalData[];
  readonly #endings: SessionEndings;
  readonly #now: () => Date;

  constructor(database: Database, data: readonly PersonalData[], endings: SessionEndings, now: () => Date) {
    this.#database = database;
    this.#data = data;
    this.#endings = endings;
    this.#now = now;
  }

  /** From here on nobody can sign in as the player, their name is free, and the rest will be erased whatever happens. */
  async begin(player: PlayerId): Promise<void> {
    const now = this.#now();
    await this.#database.transaction().execute(async (transaction) => {
      await transaction
        .insertInto("account_deletions")
        .values({ player, asked_at: now })
        .onConflict((conflict) => conflict.column("player").doNothing())
        .execute();
      await transaction.updateTable("sessions").set({ revoked_at: now, device: "" }).where("player", "=", player).execute();
      await transaction.deleteFrom("players").where("id", "=", player).execute();
    });
  }

  /** Closes the sockets that are left, and erases what every part of the platform keeps. */
  async finish(player: PlayerId): Promise<void> {
    this.#endings.tell({ player, sessions: "all" });
    for (const data of this.#data) await data.erase(player);
    await this.#database.updateTable("account_deletions").set({ erased_at: this.#now() }).where("player", "=", player).execute();
  }

  /** Finishes what was begun and cut off; erases again what came later; forgets deletions that no token is left of. */
  async sweep(): Promise<void> {
    const now = this.#now();
    const again = sql<boolean>`asked_at <= ${new Date(now.getTime() - ERASE_AGAIN_MS)} and erased_at < asked_at + make_interval(secs => ${ERASE_AGAIN_MS / 1000})`;
    const due = await this.#database
      .selectFrom("account_deletions")
      .select("player")
      .where((eb) => eb.or([eb("erased_at", "is", null), again]))
      .orderBy("asked_at")
      .limit(MAX_AT_ONCE)
      .execute();
    for (const { player } of due) await this.finish(player as PlayerId);
    await this.#database
      .deleteFrom("account_deletions")
      .where("asked_at", "<", new Date(now.getTime() - TOKEN_LIFETIME_MS))
      .where("erased_at", "is not", null)
      .execute();
  }
}
