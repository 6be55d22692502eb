import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildName } from "./build-name.ts";

describe("the name of a build", () => {
  const root = mkdtempSync(join(tmpdir(), "velarium-build-"));
  const file = (path: string, text: string) => writeFileSync(join(root, path), text);
  before(() => {
    mkdirSync(join(root, "rooms/chess/replays"), { recursive: true });
    file("package.json", '{ "version": "1.2.3" }');
    file("rooms/chess/step.ts", "export const x = 1;");
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it("has the version and a fingerprint of the rules, which are another with each change of them", () => {
    const name = buildName(root);
    assert.match(name, /^velarium@1\.2\.3\+[0-9a-f]{12}$/);
    assert.equal(buildName(root), name);
    file("rooms/chess/step.ts", "export const x = 2;");
    const changed = buildName(root);
    assert.notEqual(changed, name);
    file("rooms/chess/rules.ts", "");
    assert.notEqual(buildName(root), changed);
  });

  it("is the same whatever tests, rooms and golden replays there are", () => {
    const name = buildName(root);
    for (const path of ["rooms/chess/step.test.ts", "rooms/chess/room.ts", "rooms/chess/replays/a.record"]) file(path, "x");
    assert.equal(buildName(root), name);
  });

  it("takes the rules of this tree, in little time", () => {
    const began = performance.now();
    assert.match(buildName(), /^velarium@\d+\.\d+\.\d+\+[0-9a-f]{12}$/);
    assert.ok(performance.now() - began < 500);
  });
});
