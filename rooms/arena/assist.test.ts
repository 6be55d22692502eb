import assert from "node:assert/strict";
import { createRandom, nextFloat } from "../lib/random.ts";
import { ASSIST_BEND, ASSIST_CONE, ASSIST_RANGE, BOLT_SPEED, UNITS } from "./rules.ts";
import { aimAt, TestMatch } from "./test-match.ts";
import type { ArenaPlayer } from "./world.ts";

const DEGREE = 65536 / 360;
const inDegrees = (radians: number) => (radians * 180) / Math.PI;

describe("arena aim assist", () => {
  it("turns a beam that would pass by into a hit, and only for whom asks for it", () => {
    for (const weapon of ["beam", "bolt"] as const) {
      assert.equal(shoot({ weapon, offDegrees: 5, assist: true }), true, weapon);
      assert.equal(shoot({ weapon, offDegrees: -5, assist: true }), true, weapon);
      assert.equal(shoot({ weapon, offDegrees: 5, assist: false }), false, weapon);
    }
  });

  it("bends by its limit and no further", () => {
    // At 400 px a target is 2.7 degrees wide to either side for a beam.
    assert.equal(shoot({ offDegrees: inDegrees(ASSIST_BEND) + 2, assist: true }), true);
    assert.equal(shoot({ offDegrees: inDegrees(ASSIST_BEND) + 4, assist: true }), false);
    assert.equal(beamAngleOff(inDegrees(ASSIST_CONE) + 1), inDegrees(ASSIST_CONE) + 1);
    assert.ok(Math.abs(beamAngleOff(10) - (10 - inDegrees(ASSIST_BEND))) < 0.1);
  });

  it("ends at its range", () => {
    const range = ASSIST_RANGE / UNITS;
    assert.equal(shoot({ offDegrees: 4, px: range - 5, assist: true }), true);
    assert.equal(shoot({ offDegrees: 4, px: range + 5, assist: true }), false);
  });

  it("leaves the aim of its player as it is", () => {
    const { match, shooter, aim } = duel(400, 5);
    match.step({ 0: { beam: true, aim, assist: true } });
    assert.equal(shooter.aim, aim);
  });

  it("turns to the nearest of several, and not to friends, the dead, the protected or whom a wall hides", () => {
    const other = (change: (player: ArenaPlayer, match: TestMatch) => void, options = {}) => {
      const match = new TestMatch(3, options);
      const shooter = match.put(0, 700, 300);
      const far = match.put(1, 1100, 300);
      change(match.put(2, 900, 270), match);
      match.step({ 0: { beam: true, aim: aimAt(shooter, far) - Math.round(4 * DEGREE), assist: true } });
      return { near: match.player(2).health < 100, far: far.health < 100 };
    };
    assert.deepEqual(
      other(() => undefined),
      { near: true, far: false },
    );
    const passedOver = { near: false, far: true };
    assert.deepEqual(
      other((player) => Object.assign(player, { respawn: 30 })),
      passedOver,
    );
    assert.deepEqual(
      other((player) => Object.assign(player, { protection: 30, y: 262 * UNITS })),
      passedOver,
    );
    assert.deepEqual(
      other((player) => Object.assign(player, { team: 0, y: 262 * UNITS })),
      passedOver,
    );
    const wall = new TestMatch(2);
    const shooter = wall.put(0, 420, 300);
    const hidden = wall.put(1, 420, 440);
    const aim = aimAt(shooter, hidden) + Math.round(5 * DEGREE);
    wall.step({ 0: { beam: true, aim, assist: true } });
    const drawn = aimAt(shooter, { x: shooter.beamX, y: shooter.beamY });
    assert.ok(Math.abs(drawn - aim) < 20);
  });

  it("turns a beam to where the shooter saw its target", () => {
    const match = new TestMatch(2);
    const shooter = match.put(0, 900, 300);
    const target = match.put(1, 700, 50);
    match.run(15, { 1: { moveX: 127 } });
    const seen = { x: target.x + 160 - 160 * 6, y: target.y };
    match.step({ 0: { beam: true, aim: aimAt(shooter, seen) + Math.round(5 * DEGREE), assist: true, seen: 6 * 16 }, 1: { moveX: 127 } });
    assert.ok(target.health < 100);
  });

  it("leaves a bolt alone that is led by more than it would lead itself", () => {
    const shot = (lead: number) => {
      const { match, shooter, target } = crossing();
      const ticks = 1 + Math.hypot(target.x + 160 - shooter.x, target.y - shooter.y) / BOLT_SPEED;
      const aim = aimAt(shooter, { x: target.x + 160 + 160 * ticks * lead, y: target.y });
      match.step({ 0: { bolt: true, aim, assist: true }, 1: { moveX: 127 } });
      return offOfBolt(match, aim);
    };
    for (const lead of [0.6, 0.8, 0.98]) assert.ok(Math.abs(shot(lead)) < 0.2, `led by ${lead}`);
    assert.ok(Math.abs(shot(0)) > 2);
  });

  it("never beats a good mouse: whatever it helps to hit, a hand that is 2 degrees off hits as often without", () => {
    const random = createRandom(7);
    for (const weapon of ["beam", "bolt"] as const) {
      for (const px of [120, 200, 300, 400, 440, 520, 600]) {
        const mouse = share(weapon, px, 2, false, random);
        const raw = share(weapon, px, 12, false, random);
        for (const thumb of [4, 8, 12]) assert.ok(share(weapon, px, thumb, true, random) <= mouse + 0.02, `${weapon}, ${px} px, thumb ${thumb}`);
        if (px <= 400 && px >= 200) assert.ok(share(weapon, px, 12, true, random) > raw * 1.5, `${weapon}, ${px} px is no help`);
      }
    }
  });

  /** Seat 0 and seat 1 at rest on the open lane, and an aim that is so far off. */
  function duel(px: number, offDegrees: number) {
    const match = new TestMatch(2);
    const shooter = match.put(0, 700, 300);
    const target = match.put(1, 700 + px, 300);
    return { match, shooter, target, aim: (aimAt(shooter, target) + Math.round(offDegrees * DEGREE)) & 0xffff };
  }

  function shoot({ weapon = "beam", offDegrees, px = 400, assist }: { weapon?: "beam" | "bolt"; offDegrees: number; px?: number; assist: boolean }) {
    const { match, target, aim } = duel(px, offDegrees);
    match.step({ 0: { [weapon]: true, aim, assist } });
    match.run(weapon === "bolt" ? 30 : 0, { 0: { aim } });
    return target.health < 100;
  }

  function beamAngleOff(offDegrees: number): number {
    const { match, shooter, aim } = duel(400, offDegrees);
    match.step({ 0: { beam: true, aim, assist: true } });
    return Math.round((aimAt(shooter, { x: shooter.beamX, y: shooter.beamY }) / DEGREE) * 10) / 10;
  }

  function crossing() {
    const match = new TestMatch(2);
    const shooter = match.put(0, 900, 300);
    const target = match.put(1, 700, 50);
    match.run(15, { 1: { moveX: 127 } });
    return { match, shooter, target };
  }

  function offOfBolt(match: TestMatch, aim: number): number {
    let off = Number.NaN;
    match.world.bolts.forEach((bolt) => {
      off = (((aimAt({ x: 0, y: 0 }, { x: bolt.vx, y: bolt.vy }) - aim + 98304) & 0xffff) - 32768) / DEGREE;
    });
    return off;
  }

  function share(weapon: "beam" | "bolt", px: number, offDegrees: number, assist: boolean, random: ReturnType<typeof createRandom>): number {
    let hits = 0;
    for (let i = 0; i < 60; i++) if (shoot({ weapon, px, offDegrees: (nextFloat(random) * 2 - 1) * offDegrees, assist })) hits++;
    return hits / 60;
  }
});
