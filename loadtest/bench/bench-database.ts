import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { type Database, openDatabase } from "../../server/database/open-database.ts";
import { sharedPostgres } from "../../server/testing/postgres.ts";

export const DATABASES = ["server", "embedded"] as const;

/** An empty database of this run alone: a real PostgreSQL server of our own, or the embedded one. */
export async function benchDatabase(kind: (typeof DATABASES)[number]): Promise<{ readonly database: Database; readonly title: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), "velarium-bench-"));
  process.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  const url = kind === "server" ? await (await sharedPostgres()).createDatabase() : undefined;
  const database = await openDatabase({ url, dataDir });
  const { rows } = await sql<{ version: string }>`select version()`.execute(database);
  const version = rows[0]?.version.split(" ").slice(0, 2).join(" ");
  return { database, title: `${version}, ${kind === "server" ? "a server" : "embedded"}, Node ${process.version}` };
}
