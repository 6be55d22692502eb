import assert from "node:assert/strict";
import { hands } from "../../server/testing/hands/game.ts";
import { playMatch } from "../../server/testing/play-match.ts";
import { firstDifference, firstDifferenceOfData } from "./first-difference.ts";
import { layoutOf } from "./layout.ts";
import { toPlain } from "./plain.ts";

const layout = layoutOf(hands.State);

/** The world of a match in play, twice, the second one changed. */
function differenceAfter(change: (world: any) => void): ReturnType<typeof firstDifference> {
  let world: object = {};
  playMatch(hands, { seed: 3, maxTicks: 40 }, (now) => {
    world = toPlain(layout, now);
  });
  const changed = toPlain(layout, world);
  change(changed);
  return firstDifference(layout, world, changed);
}

describe("firstDifference", () => {
  it("is none between a world and its copy, whatever the order of its maps", () => {
    const reverse = (world: any) => {
      world.players = new Map([...world.players].reverse());
    };
    assert.equal(differenceAfter(reverse), undefined);
  });

  it("names the field, with both values", () => {
    const found = differenceAfter((world) => {
      world.players.get("1").score += 5;
      world.hidden.random[0] += 1;
    });
    assert.equal(found?.path, "players.1.score");
    assert.equal(Number(found?.computed) - Number(found?.recorded), 5);
  });

  it("finds what is hidden, what is missing, and what only looks equal", () => {
    const hidden = differenceAfter((world) => {
      world.hidden.random[1] += 1;
    });
    assert.equal(hidden?.path, "hidden.random.1");
    const missing = differenceAfter((world) => world.players.delete("0"));
    assert.deepEqual(missing, { path: "players.0", recorded: "an entry", computed: "nothing" });
    assert.deepEqual(firstDifferenceOfData({ a: [0] }, { a: [-0] }), { path: "a.0", recorded: "0", computed: "-0" });
    assert.deepEqual(firstDifferenceOfData([1], [1, 2], "ranking"), { path: "ranking.1", recorded: "nothing", computed: "2" });
  });
});
