import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "../database/open-database.ts";
import { placeDatabase } from "./database-template.ts";
import { sharedPostgres } from "./postgres.ts";

/** Runs a suite on each database there is: embedded, and a real PostgreSQL server. `database` is open from `before` on, empty but migrated. */
export function onEachDatabase(title: string, suite: (database: () => Database) => void): void {
  const adapters = [
    {
      name: "the embedded database",
      open: async (dataDir: string) => {
        await placeDatabase(dataDir);
        return openDatabase({ url: undefined, dataDir });
      },
    },
    { name: "a PostgreSQL server", open: async (dataDir: string) => openDatabase({ url: await (await sharedPostgres()).createDatabase(), dataDir }) },
  ];
  for (const { name, open } of adapters) {
    describe(`${title} on ${name}`, function () {
      this.timeout(60_000);
      const dataDir = mkdtempSync(join(tmpdir(), "velarium-database-"));
      let database: Database;
      before(async () => {
        database = await open(dataDir);
      });
      after(async () => {
        await database?.destroy();
        rmSync(dataDir, { recursive: true, force: true });
      });
      suite(() => database);
    });
  }
}
