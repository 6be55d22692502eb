import assert from "node:assert/strict";
import { REACH_PX, TouchSticks } from "./touch-sticks.ts";

const WIDTH = 844;

describe("the touch sticks", () => {
  it("stand where the thumbs are laid, and follow each its own finger", () => {
    const sticks = new TouchSticks();
    sticks.begin(7, 100, 300, WIDTH);
    sticks.begin(9, 700, 200, WIDTH);
    sticks.follow(7, 100 + REACH_PX, 300);
    sticks.follow(9, 700, 200 - REACH_PX);
    assert.deepEqual(sticks.move, { x: 1, y: 0 });
    assert.deepEqual(sticks.aim, { angle: -Math.PI / 2, firing: true });
    sticks.end(7);
    assert.equal(sticks.move, undefined);
    assert.equal(sticks.aim?.firing, true);
  });

  it("do nothing for a thumb that is only laid on, aim for one that is pushed a little, fire for one pushed out", () => {
    const sticks = new TouchSticks();
    sticks.begin(1, 100, 300, WIDTH);
    sticks.begin(2, 700, 200, WIDTH);
    sticks.follow(1, 104, 303);
    sticks.follow(2, 704, 203);
    assert.deepEqual(sticks.move, { x: 0, y: 0 });
    assert.equal(sticks.aim, undefined);
    sticks.follow(2, 700 + REACH_PX * 0.4, 200);
    assert.deepEqual(sticks.aim, { angle: 0, firing: false });
  });

  it("come along with a thumb that goes too far, so that the way back is short", () => {
    const sticks = new TouchSticks();
    sticks.begin(1, 100, 300, WIDTH);
    sticks.follow(1, 100 + 4 * REACH_PX, 300);
    assert.deepEqual(sticks.move, { x: 1, y: 0 });
    sticks.follow(1, 100 + 2 * REACH_PX, 300);
    assert.deepEqual(sticks.move, { x: -1, y: 0 });
  });

  it("take no second finger on the same side, and let go when the screen turns", () => {
    const sticks = new TouchSticks();
    assert.equal(sticks.begin(1, 100, 300, WIDTH), true);
    assert.equal(sticks.begin(2, 200, 300, WIDTH), false);
    sticks.follow(2, 300, 300);
    assert.deepEqual(sticks.move, { x: 0, y: 0 });
    sticks.release();
    assert.equal(sticks.move, undefined);
  });
});
