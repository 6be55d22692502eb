import assert from "node:assert/strict";
import type { AnyGame } from "../../rooms/lib/game.ts";
import { botFault } from "./bot-check.ts";
import * as broken from "./broken-games.ts";
import { resimulateInBrowser } from "./browser-check.ts";
import { hands } from "./hands/game.ts";
import { fuzzFault, inputFaults } from "./input-check.ts";
import { leakCheck } from "./leak-check.ts";
import { outcomeFault } from "./outcome-check.ts";
import { playMatch, playMatches } from "./play-match.ts";
import { PurityError, withPurityTrap } from "./purity-trap.ts";
import { resimulateBytes, syncFault } from "./sync-check.ts";
import { wireFault } from "./wire-check.ts";

const ticks = 3000;

describe("the contract of a game finds", () => {
  it("a step that reads a counter outside the world", () => {
    const faults = playMatches(broken.countingGame, { ticks, seed: 1 }).map((match) => resimulateBytes(broken.countingGame, match.record).mismatch);
    assert.ok(faults.some((fault) => fault !== undefined));
  });

  it("the same in Chromium", async () => {
    const records = playMatches(broken.countingGame, { ticks, seed: 1 }).map((match) => match.record);
    const module = new URL("./broken-games.ts", import.meta.url).href;
    const results = await resimulateInBrowser({ module, id: broken.countingGame.id }, records);
    assert.ok(results.some(({ mismatch }) => mismatch !== undefined));
  });

  it("a step that lets the order of a map decide", () => {
    assert.equal(syncFaultOf(broken.mapOrderGame)?.way, "plain objects with reordered maps");
  });

  it("a step that keeps state on the object, beside the world", () => {
    assert.match(syncFaultOf(broken.forgetfulGame)?.way ?? "", /keyframe/);
  });

  it("a step that draws a number that no seed fixes, and says where", () => {
    assert.throws(() => withPurityTrap(() => syncFaultOf(broken.chanceGame)), /touched Math\.random at .*broken-games\.ts:\d+/);
  });

  it("a step that reads the clock and swallows the error", () => {
    assert.throws(() => withPurityTrap(() => syncFaultOf(broken.secretiveGame)), /touched Date at .*broken-games\.ts:\d+/);
  });

  it("a value that its wire type does not carry", () => {
    assert.match(wireFault(broken.floatGame, { seed: 1, maxTicks: 10 }).fault ?? "", /tick 1, .*drift: 0\.10000000149011612, not 0\.1$/);
  });

  it("a view that hides nothing", () => {
    assert.ok(leakCheck(hands, { seed: 1, maxTicks: 100 }).scrambled > 0);
    assert.equal(leakCheck(broken.openHandsGame, { seed: 1, maxTicks: 100 }).scrambled, 0);
  });

  it("a bot that writes into the world", () => {
    assert.match(botFault(broken.cheatingBotGame, { seed: 1, maxTicks: 100 }) ?? "", /writes into the world/);
  });

  it("an input that gets past sanitize", () => {
    assert.match(inputFaults(broken.laxGame, 1).join("\n"), /card is NaN, which is no uint8/);
  });

  it("a match without an end", () => {
    assert.match(outcomeFault(broken.endlessGame, { seed: 1, maxTicks: 1000 }) ?? "", /finished without an outcome/);
  });

  it("a step that throws", () => {
    assert.match(fuzzFault(broken.throwingGame, 1, ticks) ?? "", /step threw Error: nobody on seat/);
  });
});

describe("the purity trap", () => {
  it("names each clock, source of chance and engine-dependent function", () => {
    const touches: Record<string, () => unknown> = {
      "Math.random": () => Math.random(),
      "Math.sin": () => Math.sin(1),
      "Math.exp": () => Math.exp(1),
      "Math.hypot": () => Math.hypot(1, 2),
      Date: () => new Date(),
      performance: () => performance.now(),
      setTimeout: () => setTimeout(() => undefined, 0),
      Promise: () => Promise.resolve(),
      console: () => console.log("never seen"),
      crypto: () => crypto.randomUUID(),
      Intl: () => new Intl.Collator(),
      toLocaleString: () => (1).toLocaleString(),
      localeCompare: () => "a".localeCompare("b"),
    };
    for (const [name, touch] of Object.entries(touches)) {
      const named = (error: unknown) => error instanceof PurityError && error.message.startsWith(`touched ${name} at `);
      assert.throws(() => withPurityTrap(touch), named, name);
    }
  });

  it("leaves everything as it was, also after an error", () => {
    const before = [Math.random, Date, performance, setTimeout, console, String.prototype.localeCompare];
    assert.throws(() => withPurityTrap(() => Math.random()));
    assert.equal(
      withPurityTrap(() => Math.floor(1.5)),
      1,
    );
    assert.deepEqual([Math.random, Date, performance, setTimeout, console, String.prototype.localeCompare], before);
  });
});

describe("the crowd", () => {
  it("plays the same match for the same seed and another for another", () => {
    const record = (seed: number) => playMatch(hands, { seed, maxTicks: 200 }).record;
    assert.deepEqual(record(5), record(5));
    assert.notDeepEqual(record(5), record(6));
  });

  it("sends every kind of system input", () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 40; seed++)
      playMatch(hands, { seed, maxTicks: 500 }, (_, { system }) => {
        for (const { kind } of system) kinds.add(kind);
      });
    // Hands needs both seats, so nobody is removed from it.
    assert.deepEqual([...kinds].sort(), ["back", "drop", "join", "leave", "rematch", "takeover"]);
  });
});

function syncFaultOf(game: AnyGame) {
  return playMatches(game, { ticks, seed: 1 })
    .map((match) => syncFault(game, match.record))
    .find((fault) => fault !== undefined);
}
