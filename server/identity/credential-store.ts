import type { Database } from "../database/open-database.ts";
import type { PlayerId, SessionId } from "../ids.ts";
import type { Player } from "./identity.ts";
import { nameKey } from "./name-key.ts";

/** A registered player, and what opens their account. */
export interface Credentials {
  readonly player: Player;
  readonly hash: string;
  /** Null where no recovery code was given out. */
  readonly recoveryHash: string | null;
}

/** A new password, and whose. */
export interface PasswordChange {
  readonly player: PlayerId;
  readonly hash: string;
  /** The one session that goes on; every other ends with the old password. */
  readonly keep?: SessionId;
  /** Changes nothing unless the recovery code is still `from`: a code opens an account once. */
  readonly recovery?: { readonly from: string; readonly to: string };
}

/** What registered players sign in with, in the database. */
export class CredentialStore {
  readonly #database: Database;
  readonly #now: () => Date;

  constructor(database: Database, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  /** The registered player whose name is or looks like `name`. */
  async find(name: string): Promise<Credentials | undefined> {
    const row = await this.#database
      .selectFrom("players")
      .innerJoin("credentials", "player", "id")
      .select(["id", "name", "password_hash", "recovery_hash"])
      .where("name_key", "=", nameKey(name))
      .where("guest", "=", false)
      .executeTakeFirst();
    return row && { player: { id: row.id as PlayerId, name: row.name, guest: false }, hash: row.password_hash, recoveryHash: row.recovery_hash };
  }

  /** The sessions that have ended with it, all or nothing; undefined where there is no such account, or the code was used. */
  change({ player, hash: password_hash, keep, recovery }: PasswordChange): Promise<readonly SessionId[] | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      let update = transaction
        .updateTable("credentials")
        .set({ password_hash, ...(recovery && { recovery_hash: recovery.to }) })
        .where("player", "=", player);
      if (recovery) update = update.where("recovery_hash", "=", recovery.from);
      if ((await update.executeTakeFirst()).numUpdatedRows === 0n) return undefined;
      let ending = transaction.updateTable("sessions").set({ revoked_at: this.#now() }).where("player", "=", player).where("revoked_at", "is", null);
      if (keep !== undefined) ending = ending.where("id", "<>", keep);
      return (await ending.returning("id").execute()).map(({ id }) => id as SessionId);
    });
  }

  /** Takes the place of the recovery code before; false where there is no such account. */
  async setRecovery(player: PlayerId, recovery_hash: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#database.updateTable("credentials").set({ recovery_hash }).where("player", "=", player).executeTakeFirst();
    return numUpdatedRows > 0n;
  }
}
