import assert from "node:assert/strict";
import { isUsed, readPad } from "./pad-reading.ts";

const up = { pressed: false, value: 0 };
const down = { pressed: true, value: 1 };

describe("a gamepad", () => {
  it("that lies on the table, with sticks that do not quite rest, is not used", () => {
    const reading = readPad({ axes: [0.12, -0.1, 0.2, 0.15], buttons: [up, up] });
    assert.deepEqual(reading, { move: { x: 0, y: 0 }, aim: undefined, buttons: [] });
    assert.equal(isUsed(reading), false);
  });

  it("moves by the left stick and aims by the right one", () => {
    const { move, aim } = readPad({ axes: [0, -1, -0.8, 0], buttons: [] });
    assert.deepEqual(move, { x: 0, y: -1 });
    assert.equal(aim, Math.PI);
  });

  it("has triggers that are pulled half way", () => {
    assert.deepEqual(readPad({ axes: [], buttons: [up, down, { pressed: false, value: 0.5 }, { pressed: false, value: 0.2 }] }).buttons, [1, 2]);
  });

  it("with fewer axes than others is read as far as it goes", () => {
    assert.deepEqual(readPad({ axes: [1, 0], buttons: [] }), { move: { x: 1, y: 0 }, aim: undefined, buttons: [] });
  });
});
