import assert from "node:assert/strict";
import { sql } from "kysely";
import type { AnyGame } from "../../rooms/lib/game.ts";
import { bySeat } from "../../rooms/lib/seats.ts";
import type { MatchId } from "../ids.ts";
import type { MatchResult } from "../matches/match-result.ts";
import { MatchStore } from "../matches/match-store.ts";
import { resultFromRecord } from "../matches/result-from-record.ts";
import { onEachDatabase } from "../testing/databases.ts";
import { hands } from "../testing/hands/game.ts";
import { playMatch } from "../testing/play-match.ts";
import { BackgroundVerifier } from "./background-verifier.ts";
import { VerificationStore } from "./verification-store.ts";
import { VerifyThread } from "./verify-thread.ts";

const PROCESS = "process-1";
const ENTRY = new URL("../testing/verify-hands-worker.ts", import.meta.url);

onEachDatabase("the background verifier", (database) => {
  const records = new Map<string, Uint8Array>();
  const told: string[] = [];
  const counts: string[] = [];
  let matches: MatchStore;
  let thread: VerifyThread;
  let verifier: BackgroundVerifier;
  const make = (jobs: VerifyThread, build = "test", process = PROCESS) =>
    new BackgroundVerifier({
      store: new VerificationStore(database(), process),
      resultOf: (id) => matches.find(id),
      journal: { readRecord: async (id) => records.get(id) },
      thread: jobs,
      build,
      counted: (what) => counts.push(what),
      log: {
        warn: ({ text, code }: { text?: string; code?: string }) => told.push(`warn ${code ?? ""} ${text}`),
        error: ({ text }: { text?: string }) => told.push(`error ${text}`),
      },
    });
  before(() => {
    matches = new MatchStore(database());
    thread = new VerifyThread(ENTRY);
    verifier = make(thread);
  });
  beforeEach(() => {
    told.length = 0;
    counts.length = 0;
  });
  after(() => thread.stop());

  /** A ranked match that is settled, with its record: of a hundred seeds the first in which a person played. */
  async function settled(hundred: number, game: AnyGame = hands): Promise<MatchId> {
    for (let seed = 100 * hundred; seed < 100 * hundred + 100; seed++) {
      const { record } = playMatch(game, { seed, maxTicks: 3000 });
      const result = resultFromRecord(game, record);
      if (result?.counts && result.participants.length > 0) return settle(result, record);
    }
    throw new Error("nobody played");
  }

  async function settle(result: MatchResult, record: Uint8Array): Promise<MatchId> {
    const { id } = result;
    records.set(id, record);
    await matches.begin({ ...result, roomId: "", players: () => [] }, PROCESS);
    await matches.record(result);
    await matches.settle(id);
    return id;
  }

  const verified = async (id: MatchId) =>
    (await database().selectFrom("matches").select("verified").where("id", "=", id).executeTakeFirstOrThrow()).verified;
  /** The process has told that it lives so many seconds ago. */
  const beat = (process: string, secondsAgo: number) =>
    sql`insert into match_processes (id, seen_at) values (${process}, now() - make_interval(secs => ${secondsAgo}))
      on conflict (id) do update set seen_at = excluded.seen_at`.execute(database());
  const due = () => database().updateTable("matches").set({ verify_after: sql<Date>`now() - interval '1 second'` }).execute();
  async function all(by = verifier): Promise<void> {
    while (await by.once());
  }

  it("marks a result whose record comes to it, once", async () => {
    const id = await settled(11);
    await all();
    assert.deepEqual([await verified(id), counts, told], ["verified", ["verified"], []]);
    await due();
    assert.equal(await verifier.once(), false);
  });

  it("tells once of a stored result that is not what the record comes to, whatever was forged in it", async () => {
    const forged = {
      score: sql`update match_seats set score = score + 1 where position = 0 and match_id = `,
      place: sql`update match_seats set place = 9 where position = 0 and match_id = `,
      player: sql`update match_seats set player = 'p_somebody_else' where position = 0 and match_id = `,
      "another seat": sql`delete from match_seats where position = 0 and match_id = `,
      reason: sql`update matches set reason = 'other' where id = `,
      mode: sql`update matches set mode = 'other' where id = `,
    };
    let seed = 20;
    for (const [what, update] of Object.entries(forged)) {
      const id = await settled(seed++);
      await sql`${update}${id}`.execute(database());
      told.length = 0;
      await all();
      assert.equal(await verified(id), "differs", what);
      assert.ok(told.length === 1 && /^error differs: the stored result has /.test(told[0] ?? ""), `${what}: ${told.join()}`);
    }
  });

  it("holds it against nobody that a player has deleted the account since", async () => {
    const id = await settled(30);
    await sql`update match_seats set player = 'gone:' || position, name = '' where position = 0 and match_id = ${id}`.execute(database());
    await all();
    assert.deepEqual([await verified(id), told], ["verified", []]);
  });

  it("finds a record in which a bit was changed, or that is cut in half", async () => {
    const id = await settled(40);
    const record = records.get(id)?.slice() ?? new Uint8Array();
    record[record.length >> 1] = (record[record.length >> 1] ?? 0) ^ 4;
    records.set(id, record);
    await all();
    assert.equal(await verified(id), "differs");
    assert.deepEqual(counts, ["differs"]);
    const cut = await settled(41);
    records.set(cut, record.subarray(0, record.length >> 1).slice());
    for (let i = 0; i < 5; i++) await all().then(due);
    assert.deepEqual([await verified(cut), counts.at(-1)], [null, "failed"]);
  });

  it("holds it against nobody that a rule has changed since, and says so once", async () => {
    const older: AnyGame = {
      ...(hands as AnyGame),
      step(world, inputs, tick) {
        hands.step(world as never, inputs as never, tick);
        if (tick === 9) for (const entry of bySeat(world)) entry.score += 1;
      },
    };
    const id = await settled(45, older);
    const newer = make(thread, "another");
    for (let i = 0; i < 5; i++) await all(newer).then(due);
    assert.deepEqual([await verified(id), counts], [null, ["failed"]]);
    assert.ok(
      told.length === 1 && /^warn match\/build differs: .* recorded by build test and played by build another/.test(told[0] ?? ""),
      told.join(),
    );
    const same = await settled(46, older);
    await all();
    assert.equal(await verified(same), "differs");
  });

  it("tries again what a crash cut off, and gives up after three", async () => {
    const id = await settled(50);
    const store = new VerificationStore(database(), PROCESS);
    // The process died here: nobody else takes it at once, but later somebody does.
    assert.equal((await store.claim())?.id, id);
    assert.equal(await verifier.once(), false);
    await due();
    await all();
    assert.equal(await verified(id), "verified");
    const deadly = await settled(51);
    for (let i = 0; i < 3; i++) {
      assert.equal((await store.claim())?.id, deadly);
      await due();
    }
    assert.equal(await store.claim(), undefined);
  });

  it("verifies what a process played that is gone, as each start has another name, by one of those that are there", async () => {
    const id = await settled(55);
    await beat(PROCESS, 30);
    const next = [make(thread, "test", "process-3"), make(thread, "test", "process-4")] as const;
    assert.equal(await next[0].once(), false, "it still lives");
    await beat(PROCESS, 90);
    assert.deepEqual((await Promise.all(next.map((each) => each.once()))).sort(), [false, true]);
    assert.deepEqual([await verified(id), counts], ["verified", ["verified"]]);
  });

  it("goes on after a record that takes too long, or has no record", async () => {
    const id = await settled(60);
    const impatient = new VerifyThread(ENTRY, { maxSilentMs: 1 });
    await make(impatient).once();
    await impatient.stop();
    assert.equal(await verified(id), null);
    await due();
    records.delete(id);
    await all();
    assert.equal(await verified(id), null);
    const next = await settled(61);
    await all();
    assert.equal(await verified(next), "verified");
  });

  it("leaves alone what another process plays, what is private, and what has no result", async () => {
    const others = [await settled(70), await settled(71), await settled(72)];
    await sql`update matches set process = 'process-2' where id = ${others[0]}`.execute(database());
    await beat("process-2", 30);
    await sql`update matches set ranked = false where id = ${others[1]}`.execute(database());
    await sql`update matches set counts = false where id = ${others[2]}`.execute(database());
    await due();
    await all();
    for (const id of others) assert.equal(await verified(id), null);
  });
});
