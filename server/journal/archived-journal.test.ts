import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Redis } from "ioredis";
import { type BroadcastFrame, type BroadcastHead, readFrames } from "../../rooms/lib/broadcast.ts";
import { type Database, openDatabase } from "../database/open-database.ts";
import { type MatchId, newMatchId } from "../ids.ts";
import { MatchHistory } from "../matches/match-history.ts";
import { MatchStore } from "../matches/match-store.ts";
import { openRedis } from "../redis/open-redis.ts";
import { resultOf } from "../testing/match-results.ts";
import { startPostgres, type TestPostgres } from "../testing/postgres.ts";
import { startRedis, type TestRedis } from "../testing/redis.ts";
import { until } from "../testing/until.ts";
import { ArchivedJournal } from "./archived-journal.ts";
import { journalContract } from "./journal-contract.ts";
import { LocalJournal } from "./local-journal.ts";
import { PostgresArchive } from "./postgres-archive.ts";
import { RedisJournal } from "./redis-journal.ts";

interface Node {
  readonly journal: ArchivedJournal;
  readonly dir: string;
  /** What the operator is told. */
  readonly told: string[];
  readonly redis: Redis;
}

describe("the journals of a node among others", function () {
  this.timeout(60_000);
  let redis: TestRedis;
  let postgres: TestPostgres;
  let database: Database;
  const nodes: Node[] = [];
  const dirs: string[] = [];
  before(async () => {
    [redis, postgres] = await Promise.all([startRedis(), startPostgres()]);
    database = await openDatabase({ url: await postgres.createDatabase(), dataDir: tmpdir() });
  });
  after(async () => {
    for (const node of nodes) {
      await node.journal.stop();
      node.redis.disconnect();
    }
    await database.destroy();
    await Promise.all([redis.kill(), postgres.kill()]);
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
  });

  async function start(dir = mkdtempSync(join(tmpdir(), "velarium-journal-"))): Promise<Node> {
    dirs.push(dir);
    const line = await openRedis(redis.url);
    const told: string[] = [];
    const say = ({ match }: { match?: string }, event: string) => void told.push(`${match}: ${event}`);
    const history = new MatchHistory(database);
    const live = new RedisJournal(line, { liveMs: 500, isOver: (match) => history.isOver(match) });
    const journal = new ArchivedJournal({
      local: new LocalJournal(dir),
      dir,
      live,
      archive: new PostgresArchive(database),
      log: { warn: say, info: say },
    });
    await journal.start();
    const node = { journal, dir, told, redis: line };
    nodes.push(node);
    return node;
  }
  /** A match that is being written. */
  function begin({ journal }: Node) {
    const started = { id: newMatchId(), game: "hands", mode: "duel", map: "", ranked: true, roomId: "", startedAt: new Date(), players: () => [] };
    const matchId = started.id;
    const begun = new MatchStore(database).begin(started, "process-1").catch(() => {});
    const head: BroadcastHead = { game: "hands", build: "test", matchId, startedAt: Date.now(), tickHz: 5, patchHz: 5, schema: "00" };
    const [record, broadcast] = [journal.openRecord(matchId), journal.openBroadcast(head)];
    let tick = 0;
    return {
      matchId,
      /** The database says that it is over, as its process is gone. */
      async over() {
        await begun;
        await new MatchStore(database).record({ ...resultOf([]), ...started, reason: "fault", counts: false });
      },
      play(ticks: number) {
        for (let i = 0; i < ticks; i++) {
          const frame: BroadcastFrame = { kind: tick % 10 === 0 ? "state" : "patch", tick: ++tick, atMs: tick * 200, bytes: Uint8Array.of(tick) };
          broadcast.append(frame);
          record.append(Uint8Array.of(tick));
        }
      },
      async end() {
        broadcast.append({ kind: "end", tick, atMs: tick * 200 });
        await Promise.all([record.close(), broadcast.close()]);
      },
    };
  }
  const recordOf = async ({ journal }: Node, match: MatchId) => [...((await journal.readRecord(match)) ?? [])];
  const ticksOf = async ({ journal }: Node, match: MatchId) => {
    const ticks: number[] = [];
    for (const { n } of (await journal.index(match))?.segments ?? [])
      for (const frame of readFrames(gunzipSync((await journal.segment(match, n)) ?? Buffer.alloc(0))))
        if (frame.kind !== "end") ticks.push(frame.tick);
    return ticks;
  };
  const range = (to: number) => Array.from({ length: to }, (_, i) => i + 1);
  const archived = (match: MatchId) => until("it is archived", () => new PostgresArchive(database).index(match));

  describe("as any journal", () => journalContract(async () => (await start()).journal, until));

  it("are followed by other nodes while they are live, and read by them for good once they are over", async () => {
    const [here, there] = [await start(), await start()];
    const { matchId, play, end } = begin(here);
    play(25);
    const followed: number[] = [];
    await until("it is live there", () => there.journal.tail(matchId, ({ tick }) => followed.push(tick)));
    await until("it has a past there", async () => (await there.journal.index(matchId))?.segments.length === 2);
    assert.equal((await there.journal.index(matchId))?.state, "live");
    play(5);
    await until("it goes on there", () => followed.at(-1) === 30);
    await end();
    await archived(matchId);
    await until("it is gone from the disk", () => !existsSync(join(here.dir, matchId)));
    for (const node of [here, there]) {
      assert.equal((await node.journal.index(matchId))?.state, "whole");
      assert.deepEqual(await ticksOf(node, matchId), range(30));
      assert.deepEqual(await recordOf(node, matchId), range(30));
      assert.equal(await node.journal.tail(matchId, () => {}), undefined);
    }
  });

  it("are there again in a Redis that lost its data in the middle of the match, for those who watch, those who come and those who go on from it", async () => {
    const [here, there] = [await start(), await start()];
    const { matchId, play, end } = begin(here);
    play(25);
    const followed: number[] = [];
    await until("it is live there", () => there.journal.tail(matchId, ({ tick }) => followed.push(tick)));
    await until("all of it is there", async () => (await recordOf(there, matchId)).length === 25);
    await redis.kill();
    play(7);
    await redis.start();
    await until("both are connected again", () => [here, there].every(({ redis }) => redis.status === "ready"));
    await until("its record is there again", async () => {
      play(1);
      return (await recordOf(there, matchId)).length > 32;
    });
    await until("its broadcast is there again", async () => {
      play(1);
      return (await there.journal.index(matchId))?.state === "live";
    });
    const late: number[] = [];
    await until("it is followed there by who comes", () => there.journal.tail(matchId, ({ tick }) => late.push(tick)));
    play(15);
    const last = recordOf(here, matchId).then((record) => record.length);
    for (const ticks of [followed, late]) await until("it goes on for both", async () => ticks.at(-1) === (await last));
    const sealed = (await last) - (((await last) - 1) % 10) - 1;
    await until("all that is sealed is there", async () => (await ticksOf(there, matchId)).length === sealed);
    assert.deepEqual(await ticksOf(there, matchId), range(sealed));
    assert.deepEqual(await recordOf(there, matchId), range(await last));
    assert.deepEqual(
      followed,
      [...new Set(followed)].sort((a, b) => a - b),
      "in order, each once",
    );
    await end();
    await archived(matchId);
    assert.deepEqual(await ticksOf(there, matchId), range(await last));
  });

  it("lose nothing to a Redis that was killed in the middle of the match", async () => {
    const [here, there] = [await start(), await start()];
    const { matchId, play, end } = begin(here);
    play(15);
    const short = begin(here);
    short.play(5);
    await redis.kill();
    play(15);
    const began = performance.now();
    await short.end();
    assert.ok(performance.now() - began < 1000, "the end of a match does not wait for Redis");
    await assert.rejects(there.journal.index(matchId), { code: "server/redis" });
    assert.equal((await here.journal.index(matchId))?.state, "live");
    await redis.start();
    play(15);
    await end();
    await archived(matchId);
    await until("the connection is there again", () => there.redis.status === "ready");
    assert.deepEqual(await ticksOf(there, matchId), range(45));
    assert.deepEqual(await recordOf(there, matchId), range(45));
  });

  it("are archived by another node where theirs is gone for good", async () => {
    const [gone, other] = [await start(), await start()];
    const { matchId, play, over, end } = begin(gone);
    play(15);
    await until("all is in Redis", async () => (await recordOf(other, matchId)).length === 15);
    gone.redis.disconnect();
    await over();
    await until("another node takes care of it", async () => {
      await other.journal.sweep();
      return new PostgresArchive(database).index(matchId);
    });
    assert.equal((await other.journal.index(matchId))?.state, "cut");
    assert.deepEqual(await ticksOf(other, matchId), range(15));
    assert.deepEqual(await recordOf(other, matchId), range(15));
    await end();
  });

  it("stay live where their process is silent for long, until the database says that the match is over; what goes on after that is live again", async () => {
    const [stopped, other] = [await start(), await start()];
    const { matchId, play, over, end } = begin(stopped);
    const state = async () => (await other.journal.index(matchId))?.state;
    play(15);
    await until("a segment is sealed there", async () => (await ticksOf(other, matchId)).length === 10);
    const silent = () => until("its process is silent", async () => (await other.redis.exists(`velarium:journal:{${matchId}}:live`)) === 0);
    await silent();
    for (let sweeps = 0; sweeps < 3; sweeps++) await other.journal.sweep();
    assert.deepEqual([await state(), await ticksOf(other, matchId)], ["live", range(10)], "what is not sealed may still grow");
    assert.equal(await new PostgresArchive(database).index(matchId), undefined);
    const followed: number[] = [];
    assert.ok(await other.journal.tail(matchId, ({ tick }) => followed.push(tick)), "who comes waits for what follows");
    play(10);
    await until("it goes on there", () => followed.at(-1) === 25);

    await silent();
    await over();
    assert.equal(await state(), "cut");
    await until("it is archived", async () => {
      await other.journal.sweep();
      return new PostgresArchive(database).index(matchId);
    });
    play(20);
    await until("it is live again", async () => (await state()) === "live");
    await until("what followed is there", async () => (await ticksOf(other, matchId)).length === 40);
    assert.deepEqual([await ticksOf(other, matchId), await recordOf(other, matchId)], [range(40), range(45)]);
    await end();
    await until("it is archived whole", async () => (await new PostgresArchive(database).index(matchId))?.state === "whole");
    assert.deepEqual([await ticksOf(other, matchId), await state()], [range(45), "whole"]);
  });

  it("wait on disk where the database is away, and are archived by whoever starts there next", async () => {
    const [here, there] = [await start(), await start()];
    await postgres.kill();
    const { matchId, play, end } = begin(here);
    play(15);
    await end();
    assert.deepEqual(await recordOf(here, matchId), range(15));
    await here.journal.stop();
    assert.deepEqual(readdirSync(here.dir), [matchId]);
    await postgres.start();
    const again = await start(here.dir);
    await archived(matchId);
    await until("it is gone from the disk", () => !existsSync(join(again.dir, matchId)));
    assert.deepEqual(await ticksOf(there, matchId), range(15));
    assert.equal((await there.journal.index(matchId))?.state, "whole");
  });

  it("are archived beside a damaged one, which stays on disk and is told of once", async () => {
    const dir = mkdtempSync(join(tmpdir(), "velarium-journal-"));
    const bad = newMatchId();
    mkdirSync(join(dir, bad));
    writeFileSync(join(dir, bad, "index"), "\0\n");
    const { journal, ...node } = await start(dir);
    for (let sweeps = 0; sweeps < 3; sweeps++) await journal.sweep();
    const { matchId, play, end } = begin({ journal, ...node });
    play(15);
    await end();
    await archived(matchId);
    await journal.sweep();
    assert.deepEqual(node.told, [`${bad}: a journal is damaged: it is not archived, and stays where it is`]);
    assert.deepEqual(readdirSync(dir), [bad]);
    await assert.rejects(journal.index(bad), { code: "journal/damaged" });
  });

  it("are unknown where there is none", async () => {
    const { journal } = await start();
    const match = newMatchId();
    assert.deepEqual(
      [await journal.readRecord(match), await journal.index(match), await journal.segment(match, 0)],
      [undefined, undefined, undefined],
    );
  });
});
