import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { GAMES } from "../../rooms/games.ts";
import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { readRecord } from "../../rooms/lib/record.ts";
import { resimulate } from "../../rooms/lib/resimulate.ts";
import { hands } from "./hands/game.ts";
import { recordMatch } from "./record-match.ts";

/** Where each game is, from here. */
const FOLDERS = new Map<AnyGame, string>([...GAMES.map((game) => [game, `../../rooms/${game.id}`] as const), [hands as AnyGame, "./hands"]]);

/** Tests that every record in `directory` still ends as it ended: changing one is a reviewed act. */
export function describeGolden(game: AnyGame, directory: URL): void {
  const files = readdirSync(fileURLToPath(directory)).filter((file) => file.endsWith(".record"));

  describe(`golden replays of ${game.id}`, () => {
    it("exist", () => assert.ok(files.length > 0));

    for (const file of files)
      it(`${file} has the same hashes and the same outcome as when it was played`, () => {
        const read = readRecord(readFileSync(new URL(file, directory)), () => layoutOf(game.Input));
        assert.ok(read.ok);
        const recorded = [...read.record.frames()].find((frame) => frame.kind === "end")?.outcome;
        const again = readRecord(readFileSync(new URL(file, directory)), () => layoutOf(game.Input));
        assert.ok(again.ok);
        let last: World | undefined;
        const result = resimulate(game, again.record, (world) => {
          last = world;
        });
        assert.deepEqual([result.mismatch, result.altered, result.ending], [undefined, undefined, undefined]);
        assert.ok(result.hashes > 0 && last);
        assert.deepEqual(game.outcome(last), recorded);
      });
  });
}

if (import.meta.main) {
  const [id, name, seed, options = "{}"] = process.argv.slice(2);
  const game = [...FOLDERS.keys()].find((each) => each.id === id);
  if (!game || !name || !/^\d+$/.test(seed ?? "")) {
    console.error(
      "Usage: npm run golden -- GAME NAME SEED [OPTIONS as JSON]\nPlays a match of a crowd and keeps its record in the folder of the game, as replays/NAME.record.",
    );
    process.exit(2);
  }
  const plan = { seed: Number(seed), options: JSON.parse(options) as Record<string, unknown>, maxTicks: 10 * 60 * game.tickHz };
  const { bytes, outcome } = recordMatch(game, plan);
  if (!outcome) throw new Error(`seed ${seed} does not end in ten minutes`);
  const folder = fileURLToPath(new URL(`${FOLDERS.get(game)}/replays/`, import.meta.url));
  if (!existsSync(folder)) mkdirSync(folder);
  writeFileSync(`${folder}${name}.record`, bytes);
  console.log(`${folder}${name}.record: ${bytes.length} bytes, ${outcome.reason}, ${outcome.ranking.length} seats`);
}
