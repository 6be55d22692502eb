import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import * as players from "./migrations/0001-players.ts";
import * as matches from "./migrations/0002-matches.ts";
import * as ratings from "./migrations/0003-ratings.ts";
import * as leaderboard from "./migrations/0004-leaderboard.ts";
import * as accounts from "./migrations/0005-accounts.ts";
import * as recovery from "./migrations/0006-recovery.ts";
import * as verification from "./migrations/0006-verification.ts";
import * as pins from "./migrations/0007-pins.ts";
import * as journalArchive from "./migrations/0008-journal-archive.ts";
import type { Database } from "./open-database.ts";

/** In order; one that was released is never changed, only followed. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-players": players,
  "0002-matches": matches,
  "0003-ratings": ratings,
  "0004-leaderboard": leaderboard,
  "0005-accounts": accounts,
  "0006-recovery": recovery,
  "0006-verification": verification,
  "0007-pins": pins,
  "0008-journal-archive": journalArchive,
};

/** Brings the schema up to date; several processes may do so at once. Throws where the database is newer than this build. */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({ db: database as Kysely<unknown>, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (!error) return;
  const failed = results?.find((result) => result.status === "Error")?.migrationName;
  const what = failed ? `Migration ${failed} failed` : "The database was made by another build of Velarium";
  throw new Error(
    `${what} (${error instanceof Error ? error.message : String(error)}). Start the build that made it, or restore a copy of the database.`,
    { cause: error },
  );
}
