import assert from "node:assert/strict";
import { type Action, aimOf, KEYS, moveOf, stickMove } from "./control-mapping.ts";

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

  it("take WASD and arrows alike", () => {
    assert.deepEqual([KEYS.KeyW, KEYS.KeyA, KEYS.KeyS, KEYS.KeyD], [KEYS.ArrowUp, KEYS.ArrowLeft, KEYS.ArrowDown, KEYS.ArrowRight]);
  });

  it("walk slowly on a stick that is pushed a little, and no faster than full on one pushed too far", () => {
    assert.deepEqual(stickMove(0.5, 0), { x: 63, y: 0 });
    assert.deepEqual(stickMove(3, 0), { x: 127, y: 0 });
  });

  it("aim in 65536ths of a turn, clockwise from the right", () => {
    assert.deepEqual([0, Math.PI / 2, Math.PI, -Math.PI / 2].map(aimOf), [0, 16384, 32768, 49152]);
    assert.equal(aimOf(2 * Math.PI - 1e-9), 0);
  });
});

function move(...keys: Action[]): { x: number; y: number } {
  return moveOf(new Set(keys));
}
