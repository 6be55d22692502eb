import assert from "node:assert/strict";
import { bindings as setting } from "../../settings/bindings.ts";
import { ACTIONS } from "./actions.ts";
import { DEFAULT_BINDINGS } from "./default-bindings.ts";
import { actionsByPress, bind, bindingOf, conflictsOf, type Press, reset, unbind } from "./input-bindings.ts";

const key = (code: string): Press => ({ kind: "key", code });

describe("arena bindings", () => {
  it("have no press that does two things, and for every action one", () => {
    for (const action of ACTIONS) {
      const { keys, buttons } = DEFAULT_BINDINGS[action];
      assert.ok(keys.length + buttons.length > 0, action);
      for (const code of keys) assert.deepEqual(conflictsOf({}, action, key(code)), [], code);
      for (const index of buttons) assert.deepEqual(conflictsOf({}, action, { kind: "button", index }), [], String(index));
    }
  });

  it("name what a press does already, and take it from there", () => {
    assert.deepEqual(conflictsOf({}, "dash", key("KeyE")), ["beam"]);
    const bound = bind({}, "dash", key("KeyE"));
    assert.equal(actionsByPress(bound).keys.get("KeyE"), "dash");
    assert.ok(!bindingOf(bound, "beam").keys.includes("KeyE"));
    assert.deepEqual(conflictsOf(bound, "dash", key("KeyE")), []);
  });

  it("keep keys and buttons apart", () => {
    const bound = bind({}, "dash", { kind: "button", index: 7 });
    assert.deepEqual(bindingOf(bound, "dash").keys, DEFAULT_BINDINGS.dash.keys);
    assert.equal(actionsByPress(bound).buttons.get(7), "dash");
    assert.deepEqual(bindingOf(bound, "bolt").buttons, [5]);
  });

  it("can be taken away one by one, and put back", () => {
    const none = unbind(unbind({}, "up", key("KeyW")), "up", key("ArrowUp"));
    assert.equal(actionsByPress(none).keys.get("KeyW"), undefined);
    const taken = bind(none, "dash", key("KeyW"));
    const back = reset(taken, "up");
    assert.equal(actionsByPress(back).keys.get("KeyW"), "up");
    assert.equal(actionsByPress(back).keys.get("Space"), "dash");
  });

  it("that another file claims twice do the first of the two", () => {
    const claimed = { up: { keys: ["KeyX"], buttons: [] }, dash: { keys: ["KeyX"], buttons: [] } };
    assert.equal(actionsByPress(claimed).keys.get("KeyX"), "up");
    assert.deepEqual(conflictsOf(claimed, "up", key("KeyX")), ["dash"]);
  });

  it("are kept by the settings as they are, the mouse's buttons too, however many are added", () => {
    let bound = {};
    for (const code of ["KeyA", "KeyB", "Mouse1", "Numpad0", "F7", "IntlBackslash"]) bound = bind(bound, "net", key(code));
    assert.deepEqual(setting.read(bound), bound);
    assert.deepEqual(bindingOf(bound, "net").keys, ["Mouse1", "Numpad0", "F7", "IntlBackslash"]);
  });
});
