import assert from "node:assert/strict";
import { SafeStorage, type TextStorage } from "./safe-storage.ts";

describe("what a browser remembers", () => {
  it("is kept in the browser's storage", () => {
    const kept = new Map<string, string>();
    const open = () => storageOn(kept);
    new SafeStorage(open).set("name", "Livia");
    assert.equal(new SafeStorage(open).get("name"), "Livia");
  });

  it("is kept until the page closes where storage is blocked", () => {
    const storage = new SafeStorage(() => {
      throw new Error("blocked");
    });
    assert.equal(storage.get("name"), undefined);
    storage.set("name", "Livia");
    assert.equal(storage.get("name"), "Livia");
    storage.remove("name");
    assert.equal(storage.get("name"), undefined);
  });

  it("is kept until the page closes where storage is full", () => {
    const full = storageOn(new Map());
    full.setItem = () => {
      throw new Error("quota");
    };
    const storage = new SafeStorage(() => full);
    storage.set("name", "Livia");
    assert.equal(storage.get("name"), "Livia");
  });
});

function storageOn(kept: Map<string, string>): TextStorage {
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) };
}
