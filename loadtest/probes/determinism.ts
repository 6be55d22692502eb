import { parseArgs } from "node:util";
import { GAMES } from "../../rooms/games.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";
import type { Resimulation } from "../../rooms/lib/resimulate.ts";
import { countingGame } from "../../server/testing/broken-games.ts";
import { resimulateInBrowser } from "../../server/testing/browser-check.ts";
import { type PlayedMatch, playMatches } from "../../server/testing/play-match.ts";
import { resimulateBytes } from "../../server/testing/sync-check.ts";

const CONTROL_TICKS = 3000;

const { values } = parseArgs({ options: { ticks: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } } });
const ticks = Number(values.ticks);
const seed = Number(values.seed);
if (!Number.isInteger(ticks) || ticks < 1 || !Number.isInteger(seed)) {
  console.error("usage: determinism.ts [--ticks 100000] [--seed 1]");
  process.exit(2);
}

const planted = new URL("../../server/testing/broken-games.ts", import.meta.url).href;

/** Same seed and inputs, the same hash after every tick: on Schema instances, on plain objects, and in Chromium. */
for (const game of GAMES) {
  const alike = await measure(game, new URL(`../../rooms/${game.id}/game.ts`, import.meta.url).href, ticks);
  if (!alike) process.exitCode = 1;
}

console.log("\nnegative control: a game that reads a counter outside its world must differ");
playMatches(countingGame, { ticks: 100, seed });
if (await measure(countingGame, planted, CONTROL_TICKS)) {
  console.log("the control was not found out");
  process.exitCode = 1;
}

async function measure(game: AnyGame, module: string, count: number): Promise<boolean> {
  console.log(`\n${game.id}, seeds from ${seed}`);
  const start = performance.now();
  const played = playMatches(game, { ticks: count, seed });
  row("Schema instances", played.length, sum(played), undefined, start);
  const records = played.map((match) => match.record);
  const onPlain = performance.now();
  const plain = records.map((record) => resimulateBytes(game, record));
  row("plain objects", plain.length, sum(plain), differences(plain, played), onPlain);
  const inBrowser = performance.now();
  const browser = await resimulateInBrowser({ module, id: game.id }, records);
  row("Chromium", browser.length, sum(browser), differences(browser, played), inBrowser);
  return differences(plain, played) + differences(browser, played) === 0;
}

/** Matches in which a hash differs or is missing. */
function differences(results: readonly Resimulation[], played: readonly PlayedMatch[]): number {
  return results.filter(({ mismatch, hashes }, index) => mismatch !== undefined || hashes !== played[index]?.ticks).length;
}

function row(where: string, matches: number, count: number, different: number | undefined, since: number): void {
  const verdict = different === undefined ? "recorded" : different === 0 ? "same hash at each tick" : `${different} matches differ`;
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  console.log(
    `  ${where.padEnd(18)}${String(matches).padStart(6)} matches ${String(count).padStart(8)} ticks  ${verdict.padEnd(24)}${seconds.padStart(6)} s`,
  );
}

function sum(results: readonly { readonly ticks: number }[]): number {
  return results.reduce((total, { ticks: count }) => total + count, 0);
}
