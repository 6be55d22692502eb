import assert from "node:assert/strict";
import { labelOf } from "./press-labels.ts";

const key = (code: string, known?: ReadonlyMap<string, string>) => labelOf({ kind: "key", code }, known);

describe("the label of a key", () => {
  it("is what the person's keyboard has at its place, where the browser tells", () => {
    const french = new Map([
      ["KeyW", "z"],
      ["KeyQ", "a"],
    ]);
    assert.deepEqual([key("KeyW", french), key("KeyQ", french), key("KeyE", french)], ["Z", "A", "E"]);
  });

  it("is its place's letter where not", () => {
    assert.deepEqual([key("KeyW"), key("Digit3"), key("F3"), key("ArrowLeft")], ["W", "3", "F3", "←"]);
  });

  it("is a word for keys without a letter, for the mouse and the keypad", () => {
    assert.deepEqual([key("Space"), key("Mouse2"), key("Numpad5")], ["Space", "Mouse right", "Keypad 5"]);
  });

  it("is what is printed on a gamepad, or a number", () => {
    assert.equal(labelOf({ kind: "button", index: 7 }), "RT / R2");
    assert.equal(labelOf({ kind: "button", index: 20 }), "Button 20");
  });
});
