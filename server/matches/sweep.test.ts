import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "../database/open-database.ts";
import type { MatchId, PlayerId } from "../ids.ts";
import { LocalJournal } from "../journal/local-journal.ts";
import { PostgresLeaderboard } from "../leaderboard/postgres-leaderboard.ts";
import { StoredRatings } from "../ratings/stored-ratings.ts";
import { placeDatabase } from "../testing/database-template.ts";
import { onEachDatabase } from "../testing/databases.ts";
import { hands } from "../testing/hands/game.ts";
import { newPlayers, resultOf } from "../testing/match-results.ts";
import { playMatch } from "../testing/play-match.ts";
import { startPostgres, type TestPostgres } from "../testing/postgres.ts";
import { until } from "../testing/until.ts";
import type { MatchResult } from "./match-result.ts";
import { MatchStore } from "./match-store.ts";
import type { StartedMatch } from "./matches.ts";
import { type OpenMatchesOptions, openMatches } from "./open-matches.ts";
import { ProcessBeats } from "./process-beats.ts";
import { resultFromRecord } from "./result-from-record.ts";
import { ResultOutbox } from "./result-outbox.ts";

const silent = { info() {}, warn() {}, error() {} };

/** What one process has, on a directory of its own or of one that was before. */
function process(database: Database, dataDir = mkdtempSync(join(tmpdir(), "velarium-sweep-")), more: Partial<OpenMatchesOptions> = {}) {
  const opened = openMatches({
    database,
    dataDir,
    journal: new LocalJournal(join(dataDir, "journal")),
    ratings: new StoredRatings(database),
    leaderboard: new PostgresLeaderboard({ database, boards: [] }),
    games: [hands],
    log: silent,
    ...more,
  });
  return { ...opened, dataDir, outbox: () => readdirSync(join(dataDir, "matches", "outbox")) };
}

function started({ id, game, mode, map, ranked, startedAt }: MatchResult): StartedMatch {
  return { id, game, mode, map, ranked, startedAt, roomId: "room", players: () => [] };
}

const rowOf = (database: Database, { id }: MatchResult) => database.selectFrom("matches").selectAll().where("id", "=", id).executeTakeFirst();
const stateOf = async (database: Database, result: MatchResult) => (await rowOf(database, result))?.state;
const duel = (): MatchResult => resultOf(newPlayers(2));

onEachDatabase("a sweep", (database) => {
  it("[SW-1] settles what another process recorded and did not finish, once its claim is over", async () => {
    const result = duel();
    await new MatchStore(database()).record(result);
    const { sweep } = process(database());
    await sweep.once();
    assert.equal(await stateOf(database(), result), "recorded");
    await database()
      .updateTable("matches")
      .set({ claimed_until: new Date(0) })
      .where("id", "=", result.id)
      .execute();
    await sweep.once();
    assert.equal(await stateOf(database(), result), "settled");
    assert.equal((await new StoredRatings(database()).of(result.participants[0]?.player as PlayerId)).length, 1);
  });

  it("[SW-2] lets several processes share the work, and nothing is done twice", async () => {
    const players = newPlayers(3);
    const results = Array.from({ length: 30 }, () => resultOf(players));
    for (const result of results) await new MatchStore(database()).record(result);
    const ids = results.map(({ id }) => id);
    await database()
      .updateTable("matches")
      .set({ claimed_until: new Date(0) })
      .where("id", "in", ids)
      .execute();
    await Promise.all([process(database()), process(database()), process(database())].map(({ sweep }) => sweep.once()));
    const left = await database().selectFrom("matches").select("id").where("id", "in", ids).where("state", "<>", "settled").execute();
    assert.deepEqual(left, []);
    const changes = await database()
      .selectFrom("rating_changes")
      .select("number")
      .where("player", "=", players[0] ?? "")
      .orderBy("number")
      .execute();
    assert.deepEqual(
      changes.map(({ number }) => number),
      results.map((_, index) => index + 1),
    );
  });

  it("[SW-3] ends as the server's fault what an earlier process on this directory left live, and leaves its own alone", async () => {
    const [orphan, own] = [duel(), duel()];
    const earlier = process(database());
    earlier.matches.begin(started(orphan));
    await until("it is live", async () => (await stateOf(database(), orphan)) === "live");
    const later = process(database(), earlier.dataDir);
    later.matches.begin(started(own));
    await until("it is live", async () => (await stateOf(database(), own)) === "live");
    await later.sweep.once();
    const { state, reason, counts } = (await rowOf(database(), orphan)) ?? {};
    assert.deepEqual({ state, reason, counts }, { state: "settled", reason: "fault", counts: false });
    assert.equal(await stateOf(database(), own), "live");
  });

  it("[SW-8] gives what an earlier process left live the result that its record has the end of", async () => {
    const { record } = playMatch(hands, { seed: 7, maxTicks: 5000 });
    const orphan = resultFromRecord(hands, record) ?? assert.fail("the record gives no result");
    assert.deepEqual([orphan.counts, orphan.participants.length > 0], [true, true]);
    const earlier = process(database());
    earlier.matches.begin(started(orphan));
    await until("it is live", async () => (await stateOf(database(), orphan)) === "live");
    const later = process(database(), earlier.dataDir, { journal: { readRecord: async () => record } });
    await Promise.all([later.sweep.once(), later.sweep.once()]);
    assert.equal(await stateOf(database(), orphan), "settled");
    assert.deepEqual(await new MatchStore(database()).find(orphan.id), orphan);
  });

  it("[SW-9] ends as the server's fault what is on the disk of a process that is gone alone, until that disk is back", async () => {
    const result = duel();
    const earlier = process(database());
    earlier.matches.begin(started(result));
    await until("it is live", async () => (await stateOf(database(), result)) === "live");
    await new ResultOutbox(join(earlier.dataDir, "matches", "outbox")).keep(result);
    let nowMs = 0;
    const elsewhere = process(database(), undefined, { nowMs: () => nowMs });
    await elsewhere.sweep.once();
    nowMs += 61_000;
    await elsewhere.sweep.once();
    const { state, reason, counts } = (await rowOf(database(), result)) ?? {};
    assert.deepEqual({ state, reason, counts }, { state: "settled", reason: "fault", counts: false });
    const back = process(database(), earlier.dataDir);
    await back.sweep.start();
    await until("its own result is stored", async () => (await rowOf(database(), result))?.counts);
    await until("nothing is left on disk", () => back.outbox().length === 0);
    await back.sweep.stop();
    assert.deepEqual(await new MatchStore(database()).find(result.id), result);
    assert.equal((await new StoredRatings(database()).of(result.participants[0]?.player as PlayerId)).length, 1);
  });

  it("[SW-10] passes over a record that cannot be read now, says so once, and finishes the rest; that one as soon as it can be read", async () => {
    const { record } = playMatch(hands, { seed: 8, maxTicks: 5000 });
    const [unread, lost] = [resultFromRecord(hands, record) ?? assert.fail("the record gives no result"), duel()];
    const earlier = process(database());
    for (const match of [unread, lost]) {
      earlier.matches.begin(started(match));
      await until("it is live", async () => (await stateOf(database(), match)) === "live");
    }
    let away = true;
    const readRecord = async (id: MatchId) => {
      if (id !== unread.id) return undefined;
      if (away) throw new Error("Connection is closed.");
      return record;
    };
    const said: object[] = [];
    const log = { ...silent, warn: (fields: object) => said.push(fields), error: (fields: object) => said.push(fields) };
    const later = process(database(), earlier.dataDir, { journal: { readRecord }, log });
    for (let turn = 0; turn < 3; turn++) await later.sweep.once();
    assert.deepEqual([await stateOf(database(), unread), await stateOf(database(), lost)], ["live", "settled"]);
    assert.deepEqual(said, [{ match: unread.id, error: "Error: Connection is closed." }]);
    away = false;
    await later.sweep.once();
    assert.deepEqual(await new MatchStore(database()).find(unread.id), unread);
  });

  it("[SW-11] ends as the server's fault a match on whose record the rules fail, and says so", async () => {
    const { record } = playMatch(hands, { seed: 9, maxTicks: 5000 });
    const orphan = resultFromRecord(hands, record) ?? assert.fail("the record gives no result");
    const earlier = process(database());
    earlier.matches.begin(started(orphan));
    await until("it is live", async () => (await stateOf(database(), orphan)) === "live");
    const failing = {
      ...hands,
      step() {
        throw new TypeError("a rule that fails");
      },
    };
    const said: string[] = [];
    const log = { ...silent, error: (_fields: object, event: string) => said.push(event) };
    const later = process(database(), earlier.dataDir, { journal: { readRecord: async () => record }, games: [failing], log });
    await later.sweep.once();
    await later.sweep.once();
    const { state, reason } = (await rowOf(database(), orphan)) ?? {};
    assert.deepEqual([state, reason, said], ["settled", "fault", ["a record does not play again: its match ends as the server's fault"]]);
  });

  it("[SW-4] calls another process gone only after its beat stood still for a minute before its eyes", async () => {
    const result = duel();
    const other = process(database());
    other.matches.begin(started(result));
    await until("it is live", async () => (await stateOf(database(), result)) === "live");
    let nowMs = 0;
    const beats = new ProcessBeats({ database: database(), dir: mkdtempSync(join(tmpdir(), "velarium-sweep-")), nowMs: () => nowMs });
    const [row] = await database().selectFrom("matches").select("process").where("id", "=", result.id).execute();
    const isGone = async () => (await beats.beat()).includes(row?.process ?? "");
    assert.equal(await isGone(), false);
    nowMs += 59_000;
    assert.equal(await isGone(), false);
    await other.sweep.once();
    nowMs += 59_000;
    assert.equal(await isGone(), false);
    nowMs += 61_000;
    assert.equal(await isGone(), true);
  });

  it("[SW-5] finishes what an earlier process left on disk, and keeps away from files that are no result", async () => {
    const result = duel();
    const earlier = process(database());
    await database().schema.alterTable("matches").renameTo("matches_away").execute();
    await earlier.matches.finish(result);
    await earlier.sweep.stop();
    await database().schema.alterTable("matches_away").renameTo("matches").execute();
    writeFileSync(join(earlier.dataDir, "matches", "outbox", "m_broken.json"), '{"id":');
    const later = process(database(), earlier.dataDir);
    await later.sweep.start();
    await until("settled", async () => (await stateOf(database(), result)) === "settled");
    await later.sweep.stop();
    assert.deepEqual(later.outbox(), ["m_broken.json"]);
  });
});

describe("matches while the disk is full", () => {
  it("[SW-7] go to the database all the same, which is said once they are there", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "velarium-sweep-"));
    await placeDatabase(dataDir);
    const database = await openDatabase({ url: undefined, dataDir });
    const node = process(database, dataDir);
    rmSync(join(dataDir, "matches", "outbox"), { recursive: true });
    const [kept, refused] = [duel(), duel()];
    await node.matches.finish(kept);
    assert.equal(await stateOf(database, kept), "settled");
    await database.destroy();
    await assert.rejects(node.matches.finish(refused), "nothing says that a result is safe while it is nowhere");
    rmSync(dataDir, { recursive: true });
  });
});

describe("matches while the database is away", function () {
  this.timeout(60_000);
  let postgres: TestPostgres;
  let database: Database;
  const dirs: string[] = [];
  before(async () => {
    postgres = await startPostgres();
    database = await openDatabase({ url: await postgres.createDatabase(), dataDir: "" });
  });
  after(async () => {
    await database.destroy();
    await postgres.kill();
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
  });

  it("[SW-6] are kept on disk at once, and settled by themselves when it is back, their room told", async () => {
    const node = process(database);
    dirs.push(node.dataDir);
    await node.sweep.start();
    const results = Array.from({ length: 5 }, duel);
    const told = new Set<string>();
    await postgres.kill();
    const from = performance.now();
    for (const result of results) {
      node.matches.begin(started(result));
      await node.matches.finish(result, () => told.add(result.id));
    }
    assert.ok(performance.now() - from < 2000, "nobody waits for the database");
    assert.equal(node.outbox().length, results.length);
    await postgres.start();
    await until("all are settled", () => told.size === results.length, 30_000);
    for (const result of results) assert.equal(await stateOf(database, result), "settled");
    assert.deepEqual(node.outbox(), []);
    await node.sweep.stop();
  });

  it("[SW-12] that begin meanwhile are known to the database once it is back, so that they end even if the process does not see to it", async () => {
    const node = process(database);
    dirs.push(node.dataDir);
    await node.sweep.start();
    const [killed, ended] = [duel(), duel()];
    await postgres.kill();
    for (const match of [killed, ended]) node.matches.begin(started(match));
    await node.matches.finish(ended);
    await postgres.start();
    await until("the one that is played is live", async () => (await stateOf(database, killed)) === "live", 30_000);
    await until("the other one is settled", async () => (await stateOf(database, ended)) === "settled", 30_000);
    assert.equal(node.matches.waiting, false);
    await node.sweep.stop();
    await process(database, node.dataDir).sweep.once();
    const { state, reason } = (await rowOf(database, killed)) ?? {};
    assert.deepEqual([state, reason], ["settled", "fault"]);
  });
});
