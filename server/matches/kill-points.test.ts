import assert from "node:assert/strict";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MODE, WINS } from "../../loadtest/chaos/made-results.ts";
import type { WorkerAnswer } from "../../loadtest/chaos/result-worker.ts";
import { type Database, openDatabase } from "../database/open-database.ts";
import type { PlayerId } from "../ids.ts";
import { newPlayers, participant, resultOf } from "../testing/match-results.ts";
import { sharedPostgres } from "../testing/postgres.ts";
import { until } from "../testing/until.ts";
import type { MatchResult } from "./match-result.ts";

const WORKER = fileURLToPath(new URL("../../loadtest/chaos/result-worker.ts", import.meta.url));
const fileOf = (path: string) => new URL(path, import.meta.url).href;

/** Where a process dies on the way of a result, and whether its caller had been told that the result is safe. */
const KILL_POINTS = [
  { at: "before the result is on disk", file: "./result-outbox.ts", name: "ResultOutbox", method: "keep", when: "before", told: false },
  { at: "once it is on disk", file: "./match-store.ts", name: "MatchStore", method: "record", when: "before" },
  { at: "once it is recorded", file: "./match-store.ts", name: "MatchStore", method: "record", when: "after" },
  { at: "once it is rated", file: "../ratings/stored-ratings.ts", name: "StoredRatings", method: "apply", when: "after" },
  {
    at: "once it is on the first board",
    file: "../leaderboard/postgres-leaderboard.ts",
    name: "PostgresLeaderboard",
    method: "submit",
    when: "after",
  },
  { at: "before it is settled", file: "./match-store.ts", name: "MatchStore", method: "settle", when: "before" },
  { at: "once it is settled", file: "./match-store.ts", name: "MatchStore", method: "settle", when: "after" },
  { at: "once its file is gone", file: "./result-outbox.ts", name: "ResultOutbox", method: "drop", when: "after" },
] as const;

describe("a process that is killed with -9 on the way of a result", function () {
  this.timeout(120_000);
  const dataDir = mkdtempSync(join(tmpdir(), "velarium-kill-"));
  const workers = new Set<ChildProcess>();
  let url: string;
  let database: Database;
  before(async () => {
    url = await (await sharedPostgres()).createDatabase();
    database = await openDatabase({ url, dataDir });
  });
  after(async () => {
    for (const worker of workers) worker.kill("SIGKILL");
    await database.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** One process of the platform; `preload` is code that runs in it first. */
  function start(preload?: string) {
    const execArgv = preload === undefined ? [] : ["--import", `data:text/javascript,${encodeURIComponent(preload)}`];
    const worker = fork(WORKER, [url, dataDir, "real"], { execArgv });
    workers.add(worker);
    const answers: WorkerAnswer[] = [];
    worker.on("message", (answer) => answers.push(answer as WorkerAnswer));
    return { worker, answered: (kind: string) => answers.some((answer) => kind in answer) };
  }

  async function duel(): Promise<{ result: MatchResult; winner: PlayerId }> {
    const [winner, loser] = newPlayers(2) as [PlayerId, PlayerId];
    const rows = [winner, loser].map((id) => ({ id, name: id, name_key: id, guest: false }));
    await database.insertInto("players").values(rows).execute();
    const participants = [participant(winner, 1, { values: { [WINS]: 1 } }), participant(loser, 2, { seat: 1 })];
    return { result: resultOf([], { game: "trial", mode: MODE, participants }), winner };
  }

  async function traces({ result, winner }: { result: MatchResult; winner: PlayerId }): Promise<object> {
    const match = await database.selectFrom("matches").select("state").where("id", "=", result.id).executeTakeFirst();
    const changes = await database.selectFrom("rating_changes").select("player").where("match_id", "=", result.id).execute();
    const wins = await database.selectFrom("board_standings").select("value").where("player", "=", winner).where("board", "=", WINS).execute();
    return { state: match?.state, changes: changes.length, wins: wins.map(({ value }) => value) };
  }

  for (const { at, file, name, method, when, ...rest } of KILL_POINTS) {
    it(`counts it once after the restart: ${at}`, async () => {
      const told = !("told" in rest);
      const played = await duel();
      const dying = start(`
        import { ${name} } from ${JSON.stringify(fileOf(file))};
        const original = ${name}.prototype.${method};
        const die = () => { process.kill(process.pid, "SIGKILL"); return new Promise(() => {}); };
        ${name}.prototype.${method} = async function (...given) {
          ${when === "after" ? "await original.apply(this, given);" : ""}
          // The word to the caller is on its way by then.
          setTimeout(die, 20);
          return new Promise(() => {});
        };`);
      await until("it has started", () => dying.answered("ready"), 30_000);
      dying.worker.send({ delivery: 1, result: JSON.stringify(played.result) });
      const [, signal] = await once(dying.worker, "exit");
      assert.equal(signal, "SIGKILL");
      assert.equal(dying.answered("acknowledged"), told);
      const next = start();
      await until("it has started again", () => next.answered("ready"), 30_000);
      // Who was not told delivers again; who was does nothing.
      if (!told) next.worker.send({ delivery: 2, result: JSON.stringify(played.result) });
      await until("it is settled", async () => JSON.stringify(await traces(played)).includes("settled"), 30_000);
      assert.deepEqual(await traces(played), { state: "settled", changes: 2, wins: [1] });
      await until("nothing is left on disk", () => readdirSync(join(dataDir, "matches", "outbox")).length === 0);
      next.worker.kill("SIGKILL");
    });
  }
});
