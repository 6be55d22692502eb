import assert from "node:assert/strict";
import { positionSeen } from "./history.ts";
import { BEAM_DAMAGE, BOLT_DAMAGE, BOLT_RELOAD_TICKS, BOLT_SPEED, MAX_ENERGY, PROTECTION_TICKS, RESPAWN_TICKS, UNITS } from "./rules.ts";
import { aimAt, joined, TestMatch } from "./test-match.ts";

describe("arena beam", () => {
  it("hits where the shooter saw a crossing target, and misses there when judged at present", () => {
    for (const ticksBack of [2, 5, 7]) {
      const { match, shooter, target } = crossing();
      const drawn = { x: target.x + 160 - 160 * ticksBack, y: target.y };
      match.step({ 0: { beam: true, aim: aimAt(shooter, drawn), seen: ticksBack * 16 }, 1: { moveX: 127 } });
      assert.equal(target.health, 100 - BEAM_DAMAGE, `${ticksBack} ticks back`);
      const again = crossing();
      again.match.step({ 0: { beam: true, aim: aimAt(again.shooter, drawn), seen: 0 }, 1: { moveX: 127 } });
      assert.equal(again.target.health, 100, `${ticksBack} ticks back, judged at present`);
    }
  });

  it("is judged between two ticks on the straight line between them", () => {
    const { match, target } = crossing();
    const now = target.x;
    const into = { x: 0, y: 0 };
    match.world.tick++;
    // Inside the step to the next tick, before anyone moved: time n is where it is, n - 1 the same, n - 2 one tick's way back.
    for (const [seen, x] of [
      [0, now],
      [16, now],
      [32, now - 160],
      [24, now - 80],
      [17, now - 10],
      [120, now - 6.5 * 160],
    ] as const) {
      assert.equal(positionSeen(match.world, target, seen, into), true);
      assert.equal(into.x, x, `seen ${seen}`);
    }
  });

  it("cannot hit a target where it was before it died or was placed anew", () => {
    const { match, shooter, target } = crossing();
    const old = { x: target.x - 3 * 160, y: target.y };
    match.put(1, 2000, 50);
    match.step({ 0: { beam: true, aim: aimAt(shooter, old), seen: 64 } });
    assert.equal(target.health, 100);
  });

  it("ends at the first wall, and nobody behind is hurt", () => {
    const match = new TestMatch(2);
    const shooter = match.put(0, 420, 300);
    const target = match.put(1, 420, 440);
    match.step({ 0: { beam: true, aim: aimAt(shooter, target) } });
    assert.equal(target.health, 100);
    assert.equal(shooter.beamTick, match.world.tick);
    assert.equal(shooter.beamY, 352 * UNITS);
  });

  it("costs energy, which comes back with time", () => {
    const match = new TestMatch(2);
    match.put(0, 300, 50);
    assert.equal(match.player(0).energy, MAX_ENERGY);
    let shots = 0;
    for (let i = 0; i < 90; i++) {
      const before = match.player(0).beamTick;
      match.step({ 0: { beam: true, aim: 49152 } });
      if (match.player(0).beamTick !== before) shots++;
    }
    assert.equal(shots, 3);
  });

  /** Seat 0 above a lane, seat 1 running along it at full speed for ten ticks. */
  function crossing() {
    const match = new TestMatch(2);
    const shooter = match.put(0, 900, 300);
    const target = match.put(1, 700, 50);
    match.run(15, { 1: { moveX: 127 } });
    assert.equal(target.vx, 160);
    return { match, shooter, target };
  }
});

describe("arena bolt", () => {
  it("flies in closed form and hurts whom it meets, once", () => {
    const match = new TestMatch(2);
    const owner = match.put(0, 300, 50);
    const target = match.put(1, 700, 50);
    match.step({ 0: { bolt: true, aim: 0 } });
    const [bolt] = [...(match.world.bolts as unknown as Map<string, { x: number; vx: number; born: number; reach: number }>).values()];
    assert.ok(bolt);
    assert.deepEqual([bolt.x, bolt.vx, bolt.born], [owner.x, BOLT_SPEED, match.world.tick]);
    // 400 px less both radii, at 25.5 px a tick.
    match.run(14);
    assert.equal(target.health, 100);
    match.run(1);
    assert.equal(target.health, 100 - BOLT_DAMAGE);
    assert.equal(target.hitBy, 0);
    assert.equal(match.world.bolts.size, 0);
  });

  it("ends at walls: its reach is known when it is born", () => {
    const match = new TestMatch(2);
    match.put(0, 420, 300);
    const target = match.put(1, 420, 440);
    match.step({ 0: { bolt: true, aim: 16384 } });
    let reach = 0;
    match.world.bolts.forEach((bolt) => {
      reach = bolt.reach;
    });
    assert.equal(reach, (352 - 300 - 5) * UNITS);
    match.run(4);
    assert.equal(target.health, 100);
    assert.equal(match.world.bolts.size, 0);
  });

  it("does not slip between the ticks past a target that runs or dashes through its line", () => {
    for (let delay = 0; delay < 30; delay++) {
      const match = new TestMatch(2);
      match.put(0, 1000, 300);
      const target = match.put(1, 1000, 20);
      match.run(delay % 5);
      match.step({ 0: { bolt: true, aim: 49152 } });
      // Head on, at full speed and dashing: together 52 px a tick.
      for (let i = 0; i < 16; i++) match.step({ 1: { moveY: 127, dash: i === delay % 7 } });
      assert.equal(target.health, 100 - BOLT_DAMAGE, `delay ${delay}`);
    }
  });

  it("is shot as often as the reload allows, and faster when overcharged", () => {
    const match = new TestMatch(2);
    match.put(0, 300, 50);
    match.run(BOLT_RELOAD_TICKS * 4, { 0: { bolt: true, aim: 49152 } });
    assert.equal(match.world.hidden.nextBolt - 1, 4);
    match.player(0).overcharge = 100;
    match.player(0).reload = 0;
    match.run(20, { 0: { bolt: true, aim: 49152 } });
    assert.equal(match.world.hidden.nextBolt - 1, 8);
  });

  it("passes friends", () => {
    const match = new TestMatch(4, { mode: "teams" });
    match.put(0, 300, 50);
    const friend = match.put(2, 400, 50);
    const enemy = match.put(1, 500, 50);
    match.put(3, 2000, 1050);
    match.step({ 0: { bolt: true, aim: 0 } });
    match.run(10, { 0: { aim: 0 } });
    match.player(0).reload = 0;
    match.step({ 0: { beam: true, aim: 0 } });
    assert.equal(friend.health, 100);
    assert.equal(enemy.health, 100 - BOLT_DAMAGE - BEAM_DAMAGE);
  });

  it("is gone with the seat that shot it", () => {
    const match = new TestMatch(3);
    match.put(0, 300, 50);
    match.step({ 0: { bolt: true } });
    match.step({}, [{ kind: "remove", seat: 0 }]);
    assert.equal(match.world.bolts.size, 0);
    assert.deepEqual(match.world.hidden.bolts, []);
  });
});

describe("arena life", () => {
  it("shields absorb before health", () => {
    const match = new TestMatch(2);
    match.put(0, 300, 50);
    const target = match.put(1, 400, 50);
    target.shield = 30;
    match.step({ 0: { beam: true, aim: 0 } });
    assert.deepEqual([target.shield, target.health], [0, 100 - (BEAM_DAMAGE - 30)]);
  });

  it("the dead come back whole after the wait, protected, away from enemies", () => {
    const match = new TestMatch(2);
    match.kill(0, 1);
    const dead = match.player(1);
    assert.deepEqual([dead.health, dead.respawn, dead.deaths], [0, RESPAWN_TICKS, 1]);
    match.run(RESPAWN_TICKS - 2);
    assert.equal(dead.respawn, 2);
    match.step({ 1: { moveX: 127, bolt: true } });
    assert.deepEqual([dead.health, dead.respawn, dead.protection], [100, 0, PROTECTION_TICKS]);
    assert.ok(Math.hypot(dead.x - match.player(0).x, dead.y - match.player(0).y) > 700 * UNITS);
  });

  it("protection stops every hit and ends with the first shot", () => {
    const match = new TestMatch(2);
    match.put(0, 300, 50);
    const target = match.put(1, 400, 50);
    target.protection = 20;
    match.step({ 0: { beam: true, aim: 0 } });
    assert.equal(target.health, 100);
    match.step({ 1: { bolt: true, aim: 49152 } });
    assert.equal(target.protection, 0);
    match.player(0).reload = 0;
    match.step({ 0: { beam: true, aim: 0 } });
    assert.equal(target.health, 100 - BEAM_DAMAGE);
  });

  it("two who shoot each other in the same tick both fall", () => {
    const match = new TestMatch(2);
    match.put(0, 300, 50).health = 5;
    match.put(1, 400, 50).health = 5;
    match.step({ 0: { beam: true, aim: 0 }, 1: { beam: true, aim: 32768 } });
    assert.deepEqual([match.player(0).kills, match.player(1).kills], [1, 1]);
    assert.deepEqual([match.player(0).respawn, match.player(1).respawn], [RESPAWN_TICKS, RESPAWN_TICKS]);
  });

  it("a seat that is taken over by another person is placed anew and cannot be hit in its past", () => {
    const match = new TestMatch(2);
    match.put(0, 300, 50);
    match.put(1, 400, 50);
    match.run(8);
    match.step({ 0: { beam: true, aim: 0, seen: 64 } }, [joined(1, { player: "other" })]);
    assert.equal(match.player(1).health, 100);
    assert.equal(match.player(1).protection, PROTECTION_TICKS - 1);
  });
});
