import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pageBuild } from "./page-build.ts";

describe("the build of the page", () => {
  it("is that of the files that are served now, and none where none were built", () => {
    const dir = mkdtempSync(join(tmpdir(), "velarium-page-"));
    try {
      assert.equal(pageBuild(dir), undefined);
      for (const build of ["0123456789ab", "ba9876543210"]) {
        writeFileSync(join(dir, ".built-from"), `${build}${"0".repeat(52)}`);
        assert.equal(pageBuild(dir), build);
      }
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
