import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownDirectory } from "./sole-owner.ts";

describe("ownDirectory", () => {
  const dir = mkdtempSync(join(tmpdir(), "velarium-owner-"));
  after(() => rmSync(dir, { recursive: true, force: true }));

  const other = async () => {
    const source = `import("${new URL("./sole-owner.ts", import.meta.url).href}").then(({ ownDirectory }) => ownDirectory(${JSON.stringify(dir)})).then(() => { console.log("owner"); setInterval(() => {}, 1000); }, (error) => console.log(error.message))`;
    const child = spawn(process.execPath, ["-e", source], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return { child, line: line.toString().trim() };
  };

  it("refuses a directory that this or another process uses, and frees it when it is given up", async () => {
    const release = await ownDirectory(dir);
    await assert.rejects(ownDirectory(dir), /Another Velarium already uses/);
    const refused = await other();
    refused.child.kill("SIGKILL");
    assert.match(refused.line, /Another Velarium already uses/);
    release();
  });

  it("takes a directory over from a process that was killed", async () => {
    const { child, line } = await other();
    assert.equal(line, "owner");
    await assert.rejects(ownDirectory(dir), /Another Velarium/);
    child.kill("SIGKILL");
    await once(child, "exit");
    (await ownDirectory(dir))();
  });
});
