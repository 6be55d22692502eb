import assert from "node:assert/strict";
import { AppError } from "../errors.ts";
import { hands } from "../testing/hands/game.ts";
import { readJoinOptions } from "./join-options.ts";

describe("readJoinOptions", () => {
  it("completes what is not asked for", () => {
    const whole = { private: false, fill: 2, level: "medium", game: {} };
    assert.deepEqual(readJoinOptions(hands, undefined), whole);
    assert.deepEqual(readJoinOptions(hands, {}), whole);
    assert.deepEqual(readJoinOptions(hands, { private: true, fill: 0, level: "hard" }), { private: true, fill: 0, level: "hard", game: {} });
  });

  const wrong: readonly [string, unknown][] = [
    ["a list", []],
    ["a text", "arena"],
    ["null", null],
    ["private that is a number", { private: 1 }],
    ["fill beyond the seats", { fill: 3 }],
    ["fill that is NaN", { fill: Number.NaN }],
    ["a level that does not exist", { level: "god" }],
    ["an option that the game does not know", { speed: 9000 }],
  ];
  for (const [what, options] of wrong) {
    it(`refuses ${what} with a sentence`, () => {
      assert.throws(
        () => readJoinOptions(hands, options),
        (error) => error instanceof AppError && error.code === "match/options" && error.message.endsWith("."),
      );
    });
  }
});
