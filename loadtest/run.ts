import { setTimeout as wait } from "node:timers/promises";
import { type LoadOptions, readArguments } from "./crowd/arguments.ts";
import { type Budget, brokenBudgets, budgetOf, rounded, whyInvalid } from "./crowd/budgets.ts";
import type { CrowdPlan, CrowdReport } from "./crowd/crowd-plan.ts";
import { figuresOf } from "./crowd/figures.ts";
import { canPin } from "./crowd/pinning.ts";
import { metricsOf, ServerProcess } from "./crowd/server-process.ts";
import { Workers } from "./crowd/workers.ts";

/** After the last join: until the code is compiled and the clocks agree. */
const WARM_UP_MS = 5000;
/** Below what the server lets one address do for long. */
const JOINS_PER_SECOND = 25;
const SERVER_CORE = 0;
const CROWD_CORE = 1;

const read = readArguments(process.argv.slice(2));
if (read.ok) process.exitCode = await run(read.options);
else {
  (read.help ? console.log : console.error)(read.message);
  process.exitCode = read.help ? 0 : 2;
}

async function run(options: LoadOptions): Promise<number> {
  const budget = budgetOf(options.game);
  const server = options.url === undefined ? await ServerProcess.start(SERVER_CORE) : undefined;
  const workers = new Workers(options.workers, CROWD_CORE);
  const end = async () => {
    workers.stop();
    await server?.stop();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end().finally(() => process.exit(130)));
  try {
    return await measure(options, budget, server?.url ?? options.url ?? "", workers);
  } catch (error) {
    console.error(`The run failed: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  } finally {
    await end();
  }
}

async function measure(options: LoadOptions, budget: Budget, url: string, workers: Workers): Promise<number> {
  const where = canPin() && options.url === undefined ? `server on core ${SERVER_CORE}, crowd on core ${CROWD_CORE}` : "not bound to cores";
  console.log(
    `${options.players} ${options.level} bots play ${options.game.title} at ${url}, node ${process.version}, seed ${options.seed}, ${where}`,
  );
  await workers.join(plansOf(options, url));
  await wait(WARM_UP_MS);
  const before = await metricsOf(url);
  workers.measure();
  const beganMs = performance.now();
  await wait(options.seconds * 1000);
  const after = await metricsOf(url);
  const seconds = (performance.now() - beganMs) / 1000;
  const reports = await workers.report();
  const { game, players } = options;
  const figures = figuresOf({ game: game.id, players, tickHz: game.tickHz, unitsPerPx: budget.unitsPerPx, seconds, before, after, reports });
  for (const [name, value] of figures) console.log(`  ${name.padEnd(28)} ${rounded(value).padStart(9)}`);
  return judge(figures, budget, reports);
}

function judge(figures: ReadonlyMap<string, number>, budget: Budget, reports: readonly CrowdReport[]): number {
  const seen = new Set(reports.flatMap(({ errors, closed }) => [...errors, ...closed.map((reason) => `closed: ${reason}`)]));
  for (const error of [...seen].slice(0, 10)) console.log(`  error: ${error}`);
  const broken = brokenBudgets(figures, budget);
  for (const sentence of broken) console.log(`  over budget: ${sentence}`);
  const invalid = whyInvalid(figures);
  if (invalid !== undefined) {
    console.log(`INVALID: ${invalid}.`);
    return 2;
  }
  console.log(broken.length === 0 ? "PASS: within the budget." : "FAIL: the budget is broken.");
  return broken.length === 0 ? 0 : 1;
}

/** Whole rooms stay in one worker. */
function plansOf(options: LoadOptions, url: string): CrowdPlan[] {
  const { game, players, workers, perRoom, level, seed } = options;
  const unit = Math.max(1, perRoom);
  const groups = Math.ceil(players / unit);
  return Array.from({ length: workers }, (_, index) => {
    const first = Math.floor((groups * index) / workers) * unit;
    const last = Math.min(players, Math.floor((groups * (index + 1)) / workers) * unit);
    return { url, game: game.id, players: last - first, perRoom, level, seed: seed + first, joinsPerSecond: JOINS_PER_SECOND / workers };
  });
}
