import assert from "node:assert/strict";
import { arena } from "../../rooms/arena/game.ts";
import { MAPS } from "../../rooms/arena/maps.ts";
import { CHOICES } from "./choices.ts";

describe("the options of a private match", () => {
  it("are all accepted by the game", () => {
    for (const { option, values } of CHOICES) {
      // `fill` and `level` are the room's own.
      if (option === "fill" || option === "level") continue;
      for (const { value } of values) assert.equal(arena.options.read({ [option]: value }).ok, true, `${option}: ${value}`);
    }
  });

  it("offer every map and every mode", () => {
    const offered = (option: string) => CHOICES.find((choice) => choice.option === option)?.values.map(({ value }) => value);
    assert.deepEqual(offered("map"), ["any", ...MAPS.map(({ id }) => id)]);
    assert.deepEqual(
      offered("mode"),
      arena.modes.map(({ id }) => id),
    );
  });

  it("start from one of their values", () => {
    for (const { values, first } of CHOICES) assert.ok(values[first]);
  });
});
