import assert from "node:assert/strict";
import { type KeyPlace, watchAction } from "./watch-keys.ts";

const press = (key: string, more: object = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
const on = (key: string, place: KeyPlace = "elsewhere", free = false, more: object = {}) => watchAction(press(key, more), place, free);

describe("a key while a match is watched", () => {
  it("plays, skips, steps, and goes to a tenth of the match", () => {
    assert.deepEqual(on(" "), { kind: "toggle" });
    assert.deepEqual(on("ArrowLeft"), { kind: "skip", seconds: -5 });
    assert.deepEqual(on("."), { kind: "step", direction: 1 });
    assert.deepEqual(on("7"), { kind: "tenth", tenth: 7 });
    assert.deepEqual(on("End"), { kind: "last" });
  });

  it("is the same with caps lock", () => {
    assert.deepEqual(on("L"), on("l"));
  });

  it("is the browser's with Ctrl, Alt or Meta", () => {
    for (const modifier of ["ctrlKey", "altKey", "metaKey"]) assert.equal(on("c", "elsewhere", false, { [modifier]: true }), undefined);
  });

  it("presses the button that has the focus, and changes the list that has it", () => {
    assert.equal(on(" ", "control"), undefined);
    assert.equal(on("ArrowRight", "control"), undefined);
    assert.equal(on("l", "typing"), undefined);
    assert.deepEqual(on(" ", "bar"), { kind: "toggle" });
  });

  it("leaves the arrows to a free camera, but not on the bar of time, nor with Shift", () => {
    assert.equal(on("ArrowRight", "elsewhere", true), undefined);
    assert.deepEqual(on("ArrowRight", "bar", true), { kind: "skip", seconds: 5 });
    assert.deepEqual(on("ArrowRight", "elsewhere", true, { shiftKey: true }), { kind: "skip", seconds: 5 });
  });

  it("does nothing that has no meaning here", () => {
    for (const key of ["w", "a", "s", "d", "[", "]", "Tab", "Escape", "Enter", "ArrowUp"]) assert.equal(on(key), undefined, key);
  });
});
