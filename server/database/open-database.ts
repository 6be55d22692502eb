import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely, PGliteDialect, PostgresDialect } from "kysely";
import { migrate } from "./migrate.ts";
import type { Tables } from "./tables.ts";

/** PostgreSQL, embedded or a server: the same SQL, the same migrations. */
export type Database = Kysely<Tables>;

export interface DatabaseOptions {
  /** A PostgreSQL server; undefined means the embedded one in `dataDir`. */
  readonly url: string | undefined;
  readonly dataDir: string;
}

/** A query that takes longer than this is a fault: the connection is given up. */
const STATEMENT_TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;
const MAX_CONNECTIONS = 10;

/** True where the embedded database has yet to be made, which takes seconds. */
export function isNew({ url, dataDir }: DatabaseOptions): boolean {
  return url === undefined && !existsSync(join(dataDir, "postgres", "PG_VERSION"));
}

/** Opens the database and brings it up to date. Throws an Error of one sentence that says what to do. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const database = options.url === undefined ? await embedded(join(options.dataDir, "postgres")) : await server(options.url);
  try {
    await migrate(database);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return database;
}

async function embedded(dir: string): Promise<Database> {
  mkdirSync(dir, { recursive: true });
  const { PGlite } = await import("@electric-sql/pglite");
  try {
    return new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: await PGlite.create(dir) }) });
  } catch (error) {
    throw new Error(`The embedded database in ${dir} does not open (${reason(error)}). Check free space and rights, or restore a copy of it.`, {
      cause: error,
    });
  }
}

async function server(url: string): Promise<Database> {
  const { default: pg } = await import("pg");
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
  });
  // An idle connection that breaks is replaced by the pool; without a listener its error would end the process.
  pool.on("error", () => {});
  // The same for one in use, between two queries of a transaction: the next query fails, which its caller sees.
  pool.on("connect", (client) => client.on("error", () => {}));
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw new Error(
      `The database at DATABASE_URL does not answer (${reason(error)}). Check the URL, and that PostgreSQL runs there and lets this user in.`,
      { cause: error },
    );
  }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/** What went wrong, without the URL, which has a password in it. */
function reason(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (message || code || "unknown").replace(/postgres(ql)?:\/\/\S+/g, "...");
}
