import assert from "node:assert/strict";
import type { Action } from "./actions.ts";
import { aimOf, moveOf, stickMove, stickPush, turnByKeys } from "./control-mapping.ts";

describe("arena controls", () => {
  it("move as far diagonally as straight", () => {
    assert.deepEqual(move("right"), { x: 127, y: 0 });
    const { x, y } = move("right", "down");
    assert.ok(Math.hypot(x, y) <= 127 && Math.hypot(x, y) > 125);
  });

  it("stand still on opposite keys and on none", () => {
    assert.deepEqual(move("left", "right"), { x: 0, y: 0 });
    assert.deepEqual(move(), { x: 0, y: 0 });
  });

  it("walk slowly on a stick that is pushed a little, and no faster than full on one pushed too far", () => {
    assert.deepEqual(stickMove(0.5, 0), { x: 63, y: 0 });
    assert.deepEqual(stickMove(3, 0), { x: 127, y: 0 });
  });

  it("leave a stick that rests at rest, and grow evenly from there in every direction", () => {
    assert.deepEqual(stickPush(0.1, -0.1, 0.2, 0.95), { x: 0, y: 0 });
    assert.deepEqual(stickPush(Number.NaN, 0, 0.2, 0.95), { x: 0, y: 0 });
    assert.ok(Math.abs(stickPush(0.21, 0, 0.2, 0.95).x) < 0.02);
    const full = stickPush(0.7, 0.7, 0.2, 0.95);
    assert.ok(Math.abs(Math.hypot(full.x, full.y) - 1) < 1e-9 && Math.abs(full.x - full.y) < 1e-9);
  });

  it("aim in 65536ths of a turn, clockwise from the right", () => {
    assert.deepEqual([0, Math.PI / 2, Math.PI, -Math.PI / 2].map(aimOf), [0, 16384, 32768, 49152]);
    assert.equal(aimOf(2 * Math.PI - 1e-9), 0);
  });

  it("turn by keys to one of eight directions on the shorter way, and stay where the key was let go", () => {
    assert.ok(Math.abs(turn(0, 5000, "aimUp", "aimRight") - -Math.PI / 4) < 1e-9);
    assert.ok(Math.abs(Math.cos(turn(3, 5000, "aimUp", "aimLeft")) - Math.cos((3 * Math.PI) / 4)) < 1e-9);
    const halfway = turn(0, 100, "aimDown");
    assert.ok(halfway > 0.3 && halfway < 1);
    assert.equal(turn(halfway, 500), halfway);
    // From just above to just below on the left: through the left, not all around.
    const across = turn(-Math.PI + 0.1, 20, "aimDown");
    assert.ok(across < -Math.PI + 0.1);
  });

  it("turn finer by the keys for left and right", () => {
    const fine = turn(1, 16, "turnRight");
    assert.ok(fine > 1 && fine < 1.05);
    assert.equal(turn(1, 16, "turnLeft", "turnRight"), 1);
  });
});

function move(...keys: Action[]) {
  return moveOf(new Set(keys));
}

function turn(from: number, elapsedMs: number, ...keys: Action[]): number {
  return turnByKeys(from, new Set(keys), elapsedMs);
}
