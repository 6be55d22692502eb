import assert from "node:assert/strict";
import { FIRST_OVERCHARGE_TICKS, MAX_ENERGY, OVERCHARGE_TICKS, PICKUP_BACK_TICKS, UNITS } from "./rules.ts";
import { TestMatch } from "./test-match.ts";
import type { Pickup } from "./world.ts";

function pickupOf(match: TestMatch, kind: string): Pickup {
  for (let index = 0; index < match.world.pickups.size; index++) {
    const pickup = match.world.pickups.get(String(index));
    if (pickup?.kind === kind) return pickup;
  }
  throw new Error(`no ${kind}`);
}

function putOn(match: TestMatch, seat: number, pickup: Pickup) {
  return match.put(seat, pickup.x / UNITS, pickup.y / UNITS);
}

describe("arena pickups", () => {
  it("health heals up to full, and is back after its time", () => {
    const match = new TestMatch(2);
    const health = pickupOf(match, "health");
    const player = putOn(match, 0, health);
    player.health = 90;
    match.step();
    assert.equal(player.health, 100);
    assert.equal(health.back, match.world.tick + PICKUP_BACK_TICKS.health);
    player.health = 50;
    match.run(PICKUP_BACK_TICKS.health - 1);
    assert.equal(player.health, 50);
    match.step();
    assert.equal(player.health, 90);
  });

  it("is left alone by those who have no use for it", () => {
    const match = new TestMatch(2);
    const health = pickupOf(match, "health");
    putOn(match, 0, health);
    match.run(3);
    assert.equal(health.back, 0);
  });

  it("goes to the nearer of two", () => {
    const match = new TestMatch(2);
    const shield = pickupOf(match, "shield");
    putOn(match, 0, { ...shield, x: shield.x + 100 });
    putOn(match, 1, { ...shield, x: shield.x - 90 });
    match.step();
    assert.deepEqual([match.player(0).shield, match.player(1).shield], [0, 50]);
  });

  it("the overcharge comes late, fills the energy and ends with its time or its owner", () => {
    const match = new TestMatch(2);
    const overcharge = pickupOf(match, "overcharge");
    assert.equal(overcharge.back, match.world.startTick + FIRST_OVERCHARGE_TICKS);
    overcharge.back = 0;
    const player = putOn(match, 0, overcharge);
    player.energy = 10;
    match.step();
    assert.deepEqual([player.overcharge, player.energy], [OVERCHARGE_TICKS, MAX_ENERGY]);
    match.run(10);
    assert.equal(player.overcharge, OVERCHARGE_TICKS - 10);
    match.kill(1, 0);
    assert.equal(player.overcharge, 0);
  });

  it("is not taken by the dead", () => {
    const match = new TestMatch(2);
    match.kill(0, 1);
    const overcharge = pickupOf(match, "overcharge");
    overcharge.back = 0;
    Object.assign(match.player(1), { x: overcharge.x, y: overcharge.y });
    match.step();
    assert.equal(overcharge.back, 0);
  });
});
