import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { hashWorld } from "../../rooms/lib/hash.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { seatFields, worldFields } from "../../rooms/lib/seats.ts";
import { botFault } from "./bot-check.ts";
import { resimulateInBrowser } from "./browser-check.ts";
import { describeGolden } from "./golden.ts";
import { fuzzFault, inputFaults } from "./input-check.ts";
import { leakCheck } from "./leak-check.ts";
import { outcomeFault } from "./outcome-check.ts";
import { modeOptions, type PlayedMatch, playMatch, playMatches } from "./play-match.ts";
import { withPurityTrap } from "./purity-trap.ts";
import { resimulateBytes, syncFault } from "./sync-check.ts";
import { wireFault } from "./wire-check.ts";

export interface ContractPlan {
  /** File URL of the module that exports the game: a browser is given the same. */
  readonly module: string;
  /** The first seed; those of the matches count up from it. */
  readonly seed?: number;
  /** Ticks that are played and compared in Node and in Chromium. */
  readonly ticks?: number;
  /** Ticks whose every patch is decoded and compared. */
  readonly wireTicks?: number;
  /** Options as a client sends them, taken in turn by the matches; by default one match of each mode. */
  readonly options?: readonly object[];
  /** A match of bots is over within this many ticks. */
  readonly matchTicks: number;
}

/** The suite that any game is held to, with its golden replays where it has some. */
export function describeGame(game: AnyGame, plan: ContractPlan): void {
  const { module, seed = 1, ticks = 100_000, wireTicks = 10_000, options = modeOptions(game), matchTicks } = plan;
  const short = Math.min(ticks, matchTicks, 6000);
  const replays = new URL("./replays/", module);
  if (existsSync(replays)) describeGolden(game, replays);

  describe(`the game ${game.id}`, function () {
    this.timeout(300_000);
    let played: PlayedMatch[] = [];
    before(() => {
      played = playMatches(game, { ticks, seed, options });
    });

    it(`comes to the same hash at each of ${ticks} ticks on Schema instances and on plain objects`, () => {
      assert.equal(sumOfTicks(played), ticks);
      for (const match of played) {
        const { mismatch, hashes } = resimulateBytes(game, match.record);
        assert.equal(mismatch, undefined, `seed ${match.plan.seed}`);
        assert.equal(hashes, match.ticks);
      }
    });

    it(`comes to the same hash at each of ${ticks} ticks in Chromium`, async () => {
      const results = await resimulateInBrowser(
        { module, id: game.id },
        played.map((match) => match.record),
      );
      assert.equal(results.length, played.length);
      for (const [index, { mismatch, hashes }] of results.entries()) {
        assert.equal(mismatch, undefined, `seed ${seed + index}`);
        assert.equal(hashes, played[index]?.ticks);
      }
    });

    it("comes to the same hashes with reordered maps and from a keyframe", () => {
      for (const match of playMatches(game, { ticks: short, seed, options })) assert.equal(syncFault(game, match.record), undefined);
    });

    it(`gives stock clients the server's world bit for bit at each of ${wireTicks} ticks`, () => {
      let left = wireTicks;
      for (let index = 0; left > 0; index++) {
        const result = wireFault(game, { seed: seed + index, maxTicks: left, options: { ...options[index % options.length] } });
        assert.equal(result.fault, undefined, `seed ${seed + index}`);
        left -= result.ticks;
      }
    });

    if (game.view)
      it("sends no byte that depends on what its receiver may not see", () => {
        const { fault, scrambled } = leakCheck(game, { seed, maxTicks: matchTicks });
        assert.equal(fault, undefined);
        assert.ok(scrambled > 0, "nothing was hidden from anybody");
      });

    it("touches no clock, no chance and no engine-dependent maths", () => {
      withPurityTrap(() => playMatches(game, { ticks: short, seed, options }));
    });

    it("has bots that write nothing, play legally and finish in time, and an outcome that ranks every seat", () => {
      for (let index = 0; index < Math.max(2, options.length); index++) {
        const match = { seed: seed + index, maxTicks: matchTicks, options: { ...options[index % options.length] } };
        assert.equal(botFault(game, match), undefined, `seed ${match.seed}`);
        assert.equal(outcomeFault(game, match), undefined, `seed ${match.seed}`);
      }
    });

    it("keeps nothing hidden but plain data that can be written down", () => {
      playMatch(game, { seed, maxTicks: short, options: { ...options[0] } }, ({ hidden }) => assert.equal(unwritable(hidden), undefined));
    });

    it("brings any input into its legal range, at once and for good", () => assert.deepEqual(inputFaults(game, seed), []));

    it("never throws, whatever is sent in whatever order", () => assert.equal(fuzzFault(game, seed, short), undefined));

    it("completes missing options and refuses wrong ones in a sentence", () => {
      const read = game.options.read({});
      assert.ok(read.ok);
      assert.deepEqual(game.options.read({ ...read.options }), read);
      const wrong = [
        { "no such option": 1 },
        ...Object.keys(read.options).flatMap((key) => [{ [key]: null }, { [key]: { a: 1 } }, { [key]: Number.NaN }]),
      ];
      for (const raw of wrong) {
        const refused = game.options.read(raw);
        assert.ok(!refused.ok, JSON.stringify(raw));
        assert.match(refused.message, /^[^\n]{5,200}[.?]?$/);
      }
    });

    it("has the fields of every world and every seat, and makes the same world of the same seed", () => {
      const layout = layoutOf(game.State);
      const names = layout.fields.map((field) => field.name);
      for (const name of Object.keys(worldFields)) assert.ok(names.includes(name), `the state has no ${name}`);
      const players = layout.fields.find((field) => field.name === "players");
      assert.ok(players?.kind === "map" && players.layout, "the state has no map of players");
      const seats = players.layout.fields.map((field) => field.name);
      for (const name of Object.keys(seatFields)) assert.ok(seats.includes(name), `an entry of players has no ${name}`);
      assert.equal(hashWorld(layout, create(game, seed)), hashWorld(layout, create(game, seed)));
      assert.notEqual(hashWorld(layout, create(game, seed)), hashWorld(layout, create(game, seed + 1)));
    });
  });
}

function create(game: AnyGame, seed: number): World {
  const read = game.options.read({});
  assert.ok(read.ok);
  return game.create(seed, { ...read.options, matchId: "m_1", code: "ABCDE" });
}

/** The path of the first value that is no plain data: JSON would lose it, and so would a keyframe. */
function unwritable(value: unknown, path = "hidden"): string | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return undefined;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0) ? undefined : `${path} is ${value}`;
  if (typeof value !== "object" || ![Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value))) return `${path} is no plain data`;
  for (const [key, item] of Object.entries(value)) {
    const found = unwritable(item, `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}

function sumOfTicks(matches: readonly PlayedMatch[]): number {
  return matches.reduce((sum, match) => sum + match.ticks, 0);
}
