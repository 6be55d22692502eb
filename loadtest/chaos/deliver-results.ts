import { setTimeout as wait } from "node:timers/promises";
import { createRandom, nextInt } from "../../rooms/lib/random.ts";
import { type Database, openDatabase } from "../../server/database/open-database.ts";
import { startPostgres } from "../../server/testing/postgres.ts";
import { makeResults } from "./made-results.ts";
import { createNaiveTables, naivePoints } from "./naive-finish.ts";
import { type ResultFaults, resultFaults } from "./result-faults.ts";
import { ResultWorkers } from "./result-workers.ts";

export interface TrialOptions {
  readonly seed: number;
  readonly matches: number;
  readonly how: "real" | "naive";
  /** Mean time between two kills of a worker, and of the database. */
  readonly workerKillMs: number;
  readonly databaseKillMs: number;
  /** The trial gives up after this. */
  readonly limitMs: number;
  onProgress?(acknowledged: number, deliveries: number): void;
}

export interface Trial {
  readonly deliveries: number;
  readonly acknowledged: number;
  readonly workerKills: number;
  readonly databaseKills: number;
  readonly seconds: number;
  readonly faults: ResultFaults;
  /** Of the control: points that it counted, and those that the results have. */
  readonly points: { readonly counted: number; readonly real: number };
}

const WORKERS = 4;
/** After the last acknowledgement everything must be settled within this. */
const SETTLE_MS = 90_000;

/** Delivers results by workers on a PostgreSQL server of its own while both are killed with -9 at random, then counts what is there. */
export async function deliverResults({ seed, matches, how, workerKillMs, databaseKillMs, limitMs, onProgress }: TrialOptions): Promise<Trial> {
  const from = performance.now();
  const { players, results, deliveries } = makeResults(seed, matches);
  const postgres = await startPostgres();
  const url = await postgres.createDatabase();
  const database = await openDatabase({ url, dataDir: "" });
  await createNaiveTables(database);
  await database
    .insertInto("players")
    .values(players.map((id) => ({ id, name: id, name_key: id, guest: false })))
    .execute();
  const workers = new ResultWorkers({ url, workers: WORKERS, how, results: results.map((each) => JSON.stringify(each)), deliveries });
  let databaseKills = 0;
  try {
    const random = createRandom(seed + 1);
    const after = (meanMs: number) => performance.now() + meanMs / 2 + nextInt(random, meanMs);
    let [workerKillAt, databaseKillAt] = [after(workerKillMs), after(databaseKillMs)];
    while (!workers.done && performance.now() - from < limitMs) {
      await wait(50);
      onProgress?.(workers.acknowledged, deliveries.length);
      if (performance.now() > workerKillAt) {
        workers.kill(nextInt(random, WORKERS));
        workerKillAt = after(workerKillMs);
      }
      if (performance.now() > databaseKillAt) {
        await postgres.kill();
        databaseKills++;
        await wait(nextInt(random, 1000));
        await postgres.start();
        databaseKillAt = after(databaseKillMs);
      }
    }
    if (how === "real") await settled(database, Math.min(SETTLE_MS, from + limitMs - performance.now()));
    return {
      deliveries: deliveries.length,
      acknowledged: workers.acknowledged,
      workerKills: workers.kills,
      databaseKills,
      seconds: (performance.now() - from) / 1000,
      faults: await resultFaults(database, results),
      points: {
        counted: await naivePoints(database),
        real: results.reduce((sum, { participants }) => sum + participants.reduce((own, { score }) => own + score, 0), 0),
      },
    };
  } finally {
    await workers.stop();
    await database.destroy();
    await postgres.kill();
  }
}

/** Until nothing is left half-way, nor arrives any more. */
async function settled(database: Database, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  let [before, calm] = [-1, 0];
  while (performance.now() < deadline && calm < 20) {
    await wait(100);
    const rows = await database
      .selectFrom("matches")
      .select(["state", (eb) => eb.fn.countAll<string>().as("count")])
      .groupBy("state")
      .execute();
    const all = rows.reduce((sum, { count }) => sum + Number(count), 0);
    calm = all === before && rows.every(({ state }) => state === "settled") ? calm + 1 : 0;
    before = all;
  }
}
