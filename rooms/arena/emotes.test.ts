import assert from "node:assert/strict";
import { EMOTE_TICKS, RESPAWN_TICKS } from "./rules.ts";
import { TestMatch } from "./test-match.ts";

describe("a sign above a player", () => {
  it("is shown at once", () => {
    const match = new TestMatch(2);
    match.step({ 0: { emote: 3 } });
    assert.deepEqual([match.player(0).emote, match.player(0).emoteTick], [3, match.world.tick]);
    assert.equal(match.player(1).emoteTick, 0);
  });

  it("is not replaced before it has gone, however often somebody asks", () => {
    const match = new TestMatch(2);
    match.step({ 0: { emote: 1 } });
    const shownAt = match.player(0).emoteTick;
    for (let tick = 1; tick < EMOTE_TICKS; tick++) match.step({ 0: { emote: 2 } });
    assert.deepEqual([match.player(0).emote, match.player(0).emoteTick], [1, shownAt]);
    match.step({ 0: { emote: 2 } });
    assert.deepEqual([match.player(0).emote, match.player(0).emoteTick], [2, shownAt + EMOTE_TICKS]);
  });

  it("is not shown by who lies on the floor", () => {
    const match = new TestMatch(2);
    Object.assign(match.player(0), { respawn: RESPAWN_TICKS, health: 0 });
    match.step({ 0: { emote: 1 } });
    assert.equal(match.player(0).emoteTick, 0);
  });
});
