import assert from "node:assert/strict";
import { SafeStorage } from "../identity/safe-storage.ts";
import { SettingsStore } from "./settings-store.ts";

describe("what a person has set", () => {
  let kept: Map<string, string>;
  const open = () =>
    new SettingsStore(
      new SafeStorage(() => ({
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      })),
    );

  beforeEach(() => {
    kept = new Map();
  });

  it("lasts from one visit to the next", () => {
    open().set("palette", "tritan");
    assert.equal(open().get("palette"), "tritan");
    assert.equal(open().get("shake"), 1);
  });

  it("is heard at once, only where it changed, until the listener goes", () => {
    const settings = open();
    const heard: number[] = [];
    const stop = settings.on("musicVolume", (value) => heard.push(value));
    settings.set("musicVolume", 0.25);
    settings.set("soundVolume", 0.5);
    settings.set("musicVolume", 0.25);
    stop();
    settings.set("musicVolume", 1);
    assert.deepEqual(heard, [0.25]);
  });

  it("does not take what is no value of the setting", () => {
    const settings = open();
    settings.set("textSize", 9);
    settings.set("palette", "sepia" as "classic");
    assert.deepEqual([settings.get("textSize"), settings.get("palette")], [1, "classic"]);
  });

  it("goes to another browser as a text", () => {
    const settings = open();
    settings.set("captions", true);
    settings.set("bindings", { dash: { keys: ["KeyQ"], buttons: [0, 7] } });
    const text = settings.export();
    kept = new Map();
    const other = open();
    assert.equal(other.import(text), true);
    assert.equal(other.get("captions"), true);
    assert.deepEqual(other.get("bindings"), { dash: { keys: ["KeyQ"], buttons: [0, 7] } });
  });

  it("stays as it was where an imported text is something else", () => {
    const settings = open();
    settings.set("captions", true);
    for (const text of ["", "{", "null", "[]", '{"version":1}', '{"velarium":"settings","version":2,"values":{}}', "x".repeat(30_000)])
      assert.equal(settings.import(text), false, text.slice(0, 40));
    assert.equal(settings.get("captions"), true);
  });

  it("keeps the valid part of a text of which a part is not", () => {
    const settings = open();
    const values = { shake: 0.5, textSize: "big", bindings: { dash: { keys: [1], buttons: [] } }, unknown: 1 };
    assert.equal(settings.import(JSON.stringify({ velarium: "settings", version: 1, values })), true);
    assert.deepEqual([settings.get("shake"), settings.get("textSize"), settings.get("bindings")], [0.5, 1, {}]);
  });

  it("keeps what two tabs set, whichever was opened first", () => {
    const [one, other] = [open(), open()];
    one.set("language", "de");
    one.set("captions", true);
    other.set("reducedMotion", "on");
    const both = open();
    assert.deepEqual([both.get("language"), both.get("captions"), both.get("reducedMotion")], ["de", true, "on"]);
  });

  it("is heard in another tab, only where it changed there", () => {
    const [one, other] = [open(), open()];
    const heard: unknown[] = [];
    other.on("palette", (value) => heard.push(value));
    other.on("shake", (value) => heard.push(value));
    one.set("palette", "deutan");
    other.reread();
    other.reread();
    one.reset();
    other.reread();
    assert.deepEqual(heard, ["deutan", "classic"]);
  });

  it("begins anew after a reset, and when what was kept is broken", () => {
    const settings = open();
    settings.set("shake", 0);
    settings.reset();
    assert.equal(settings.get("shake"), 1);
    kept.set("velarium.settings", "not json");
    assert.equal(open().get("shake"), 1);
  });
});
