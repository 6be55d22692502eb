import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { onEachDatabase } from "../testing/databases.ts";
import { sharedPostgres } from "../testing/postgres.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./open-database.ts";

onEachDatabase("a database", (database) => {
  const player = (id: string, name: string, guest: boolean) => ({ id, name, name_key: name.toLowerCase(), guest });

  it("is migrated when it opens, and migrating again changes nothing", async () => {
    await database()
      .insertInto("players")
      .values(player("p_1", "One", true))
      .execute();
    await migrate(database());
    const [row] = await database().selectFrom("players").selectAll().execute();
    assert.equal(row?.name, "One");
    assert.ok(row?.created_at instanceof Date);
  });

  it("lets guests share a name, and a registered name belong to one player alone", async () => {
    await database()
      .insertInto("players")
      .values([player("p_2", "Twin", true), player("p_3", "Twin", true), player("p_4", "Twin", false)])
      .execute();
    await assert.rejects(
      database()
        .insertInto("players")
        .values(player("p_5", "TWIN", false))
        .execute(),
      /players_registered_name/,
    );
  });

  it("refuses to run on a database that a newer build has migrated", async () => {
    await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2099')`.execute(database());
    await assert.rejects(migrate(database()), /another build/);
    await sql`delete from kysely_migration where name = '9999-future'`.execute(database());
  });
});

describe("openDatabase", function () {
  this.timeout(30_000);
  const dataDir = mkdtempSync(join(tmpdir(), "velarium-database-"));
  after(() => rmSync(dataDir, { recursive: true, force: true }));

  it("says in a sentence what to do where no server answers, without the password", async () => {
    const opening = openDatabase({ url: "postgres://player:hunter2@127.0.0.1:1/none", dataDir });
    await assert.rejects(opening, (error: Error) => /DATABASE_URL/.test(error.message) && !error.message.includes("hunter2"));
  });

  it("says in a sentence what to do where the server has no such database", async () => {
    const url = (await (await sharedPostgres()).createDatabase()).replace(/[^/]+$/, "nowhere");
    await assert.rejects(openDatabase({ url, dataDir }), /DATABASE_URL.*nowhere/);
  });

  it("says in a sentence what to do where DATA_DIR cannot be written", async () => {
    const file = join(dataDir, "file");
    writeFileSync(file, "");
    await assert.rejects(openDatabase({ url: undefined, dataDir: file }), /ENOTDIR|does not open/);
  });

  it("keeps what was written over a restart", async () => {
    const first = await openDatabase({ url: undefined, dataDir });
    await first.insertInto("players").values({ id: "p_kept", name: "Kept", name_key: "kept", guest: true }).execute();
    await first.destroy();
    const second = await openDatabase({ url: undefined, dataDir });
    assert.equal((await second.selectFrom("players").selectAll().execute()).length, 1);
    await second.destroy();
  });
});
