import { parseArgs } from "node:util";
import { conclude } from "../bench/verdict.ts";
import { deliverResults } from "./deliver-results.ts";

/**
 * Results under fire: matches delivered 1 to 5 times each, in random order, by 4 workers that are killed with -9 at random
 * together with PostgreSQL. Each must count once. The control, a naive upsert, must over-count.
 */
const { values } = parseArgs({ options: { matches: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } } });
const [matches, seed] = [Number(values.matches), Number(values.seed)];
if (!Number.isInteger(matches) || matches < 20 || matches > 100_000 || !Number.isInteger(seed)) {
  console.error("--matches takes a whole number from 20 to 100000, --seed a whole number.");
  process.exit(2);
}

let shownAt = 0;
const onProgress = (acknowledged: number, deliveries: number) => {
  if (performance.now() - shownAt < 5000) return;
  shownAt = performance.now();
  console.log(`  ${acknowledged} of ${deliveries} deliveries acknowledged`);
};
const kills = { workerKillMs: 3000, databaseKillMs: 12_000, limitMs: 600_000 };
const real = await deliverResults({ seed, matches, how: "real", ...kills, onProgress });
const naive = await deliverResults({
  seed,
  matches: Math.max(20, Math.floor(matches / 20)),
  how: "naive",
  ...kills,
  databaseKillMs: 4000,
  onProgress,
});
const { faults } = real;
console.log(
  `${matches} matches, seed ${seed}: ${real.deliveries} deliveries in ${real.seconds.toFixed(0)} s, ${real.workerKills} kills of workers, ${real.databaseKills} of PostgreSQL`,
);
console.log(`the control: ${naive.points.counted} points counted of ${naive.points.real}`);
const none = (what: string, value: number) => ({ what, value, limit: 0, is: "at most" as const });
conclude([
  none("deliveries not acknowledged", real.deliveries - real.acknowledged),
  none("acknowledged results missing", faults.missing),
  none("results not settled", faults.unsettled),
  none("rating changes too few or too many", faults.changesOff),
  none("rating rows whose before is not the previous after", faults.brokenChains),
  none("ratings that are not the end of their chain", faults.strayRatings),
  none("players with wrong wins on the board", faults.wrongWins),
  none("players with a wrong rating on the board", faults.wrongBoardRatings),
  { what: "points that the control counts for each real one", value: naive.points.counted / naive.points.real, limit: 1.5, is: "at least" },
]);
process.exit();
