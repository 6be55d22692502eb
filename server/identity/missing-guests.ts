import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";
import type { PlayerId } from "../ids.ts";
import { nameKey } from "./name-key.ts";

/** Guests who came, and perhaps left, while the database was away: only a result still knows of them. */
export class MissingGuests {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Makes the rows that are not there, of whoever was not deleted. May be repeated. */
  async keep(people: readonly { readonly player: PlayerId; readonly name: string }[]): Promise<void> {
    if (people.length === 0) return;
    const row = ({ player, name }: (typeof people)[number]) => sql`(${player}::text, ${name}::text, ${nameKey(name)}::text)`;
    await sql`
      insert into players (id, name, name_key, guest)
      select id, name, name_key, true from (values ${sql.join(people.map(row))}) as came (id, name, name_key)
      where not exists (select 1 from account_deletions where player = came.id)
      on conflict do nothing`.execute(this.#database);
  }
}
