import assert from "node:assert/strict";
import { arena } from "../../rooms/arena/game.ts";
import { MAPS } from "../../rooms/arena/maps.ts";
import { arenaChoices, arenaQuickChoices } from "./choices.ts";

describe("the options of a private match", () => {
  it("are all accepted by the game", () => {
    for (const { option, values } of arenaChoices()) {
      // `fill` and `level` are the room's own.
      if (option === "fill" || option === "level") continue;
      for (const { value } of values) assert.equal(arena.options.read({ [option]: value }).ok, true, `${option}: ${value}`);
    }
  });

  it("offer every map and every mode", () => {
    const offered = (option: string) =>
      arenaChoices()
        .find((choice) => choice.option === option)
        ?.values.map(({ value }) => value);
    assert.deepEqual(offered("map"), ["any", ...MAPS.map(({ id }) => id)]);
    assert.deepEqual(
      offered("mode"),
      arena.modes.map(({ id }) => id),
    );
  });

  it("are offered for quick play too, each of them left open at first", () => {
    for (const { option, values, first } of arenaQuickChoices()) {
      assert.equal(values[first]?.value, undefined);
      for (const { value } of values.slice(1)) assert.equal(arena.options.read({ [option]: value }).ok, true, `${option}: ${value}`);
    }
  });

  it("start from one of their values", () => {
    for (const { values, first } of arenaChoices()) assert.ok(values[first]);
  });
});
