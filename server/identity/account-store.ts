import type { Transaction } from "kysely";
import type { Database } from "../database/open-database.ts";
import type { Tables } from "../database/tables.ts";
import type { PlayerId } from "../ids.ts";
import type { Player } from "./identity.ts";
import { nameKey } from "./name-key.ts";

/** A registered player's next name comes so long after the last. */
const RENAME_EVERY_MS = 7 * 24 * 3600 * 1000;

export interface NewAccount {
  readonly player: PlayerId;
  readonly name: string;
  readonly passwordHash: string;
  readonly recoveryHash: string;
  readonly email: string | null;
}

/** Registered players in the database. */
export class AccountStore {
  readonly #database: Database;
  readonly #now: () => Date;

  constructor(database: Database, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  /** Who is stored under an id. */
  async player(id: PlayerId): Promise<Player | undefined> {
    const row = await this.#database.selectFrom("players").select(["name", "guest"]).where("id", "=", id).executeTakeFirst();
    return row && { id, ...row };
  }

  /** Whether a registered player has the name, or one that looks like it: one look at an index. */
  async isTaken(name: string): Promise<boolean> {
    const row = await this.#database
      .selectFrom("players")
      .select("id")
      .where("name_key", "=", nameKey(name))
      .where("guest", "=", false)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** A new registered player. */
  add(account: NewAccount): Promise<"done" | "taken"> {
    return this.#write(account, async (transaction) => {
      const { player: id, name } = account;
      await transaction
        .insertInto("players")
        .values({ id, name, name_key: nameKey(name), guest: false, registered_at: this.#now() })
        .execute();
      return "done";
    });
  }

  /** Makes a guest a registered player, who may choose another name at once; `no guest` where they are one already, or are gone. */
  promote(account: NewAccount): Promise<"done" | "taken" | "no guest"> {
    return this.#write(account, async (transaction) => {
      const { player, name } = account;
      const { numUpdatedRows } = await transaction
        .updateTable("players")
        .set({ name, name_key: nameKey(name), guest: false, registered_at: this.#now(), renamed_at: null })
        .where("id", "=", player)
        .where("guest", "=", true)
        .executeTakeFirst();
      return numUpdatedRows > 0n ? "done" : "no guest";
    });
  }

  /** `retryAt` says when a registered player may, whose last renaming was less than RENAME_EVERY_MS ago. */
  async rename(player: PlayerId, name: string): Promise<Player | "taken" | "gone" | { readonly retryAt: Date }> {
    const now = this.#now();
    const renamed = await ifNotTaken(() =>
      this.#database
        .updateTable("players")
        .set({ name, name_key: nameKey(name), renamed_at: now })
        .where("id", "=", player)
        .where((eb) =>
          eb.or([eb("guest", "=", true), eb("renamed_at", "is", null), eb("renamed_at", "<=", new Date(now.getTime() - RENAME_EVERY_MS))]),
        )
        .returning("guest")
        .executeTakeFirst(),
    );
    if (renamed === "taken") return "taken";
    if (renamed) return { id: player, name, guest: renamed.guest };
    const row = await this.#database.selectFrom("players").select("renamed_at").where("id", "=", player).executeTakeFirst();
    return row ? { retryAt: new Date((row.renamed_at ?? now).getTime() + RENAME_EVERY_MS) } : "gone";
  }

  /** What is kept about the account itself; undefined where there is none. */
  async dataOf(player: PlayerId): Promise<object | undefined> {
    const row = await this.#database
      .selectFrom("players")
      .leftJoin("credentials", "player", "id")
      .select(["id", "name", "guest", "created_at", "registered_at", "renamed_at", "email"])
      .where("id", "=", player)
      .executeTakeFirst();
    if (!row) return undefined;
    const { id, name, guest, email, created_at, registered_at, renamed_at } = row;
    return { id, name, guest, email, createdAt: created_at, registeredAt: registered_at, renamedAt: renamed_at };
  }

  #write<T extends string>(account: NewAccount, player: (transaction: Transaction<Tables>) => Promise<T>): Promise<T | "taken"> {
    return ifNotTaken(() =>
      this.#database.transaction().execute(async (transaction) => {
        const outcome = await player(transaction);
        if (outcome === "done") {
          const { player: id, passwordHash: password_hash, recoveryHash: recovery_hash, email } = account;
          await transaction.insertInto("credentials").values({ player: id, password_hash, recovery_hash, email }).execute();
        }
        return outcome;
      }),
    );
  }
}

/** `taken` where the database says that another registered player has the name: of two at once, it lets one through. */
async function ifNotTaken<T>(write: () => Promise<T>): Promise<T | "taken"> {
  try {
    return await write();
  } catch (error) {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown };
    if (code === "23505" && constraint === "players_registered_name") return "taken";
    throw error;
  }
}
