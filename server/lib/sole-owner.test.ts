import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isOwned, ownDirectory } from "./sole-owner.ts";

const REFUSED = /^Another Velarium already uses .*DATA_DIR/;

describe("ownDirectory", () => {
  const root = mkdtempSync(join(tmpdir(), "velarium-owner-"));
  const dir = join(root, "data");
  after(() => rmSync(root, { recursive: true, force: true }));

  /** A process that says "owner" and stays, or what it was told. */
  const other = async (path = dir, env?: Readonly<Record<string, string>>) => {
    const source = `import { ownDirectory } from "${new URL("./sole-owner.ts", import.meta.url).href}";
      try { ownDirectory(${JSON.stringify(path)}); console.log("owner"); setInterval(() => {}, 1000); } catch (error) { console.log(error.message); }`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
      stdio: ["ignore", "pipe", "inherit"],
      ...(env && { env }),
    });
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    const kill = async () => {
      if (child.exitCode === null && child.kill("SIGKILL")) await once(child, "exit");
    };
    return { kill, line: line.toString().trim() };
  };

  it("refuses a directory that this or another process uses, and frees it when it is given up", async () => {
    assert.equal(isOwned(dir), false);
    const release = ownDirectory(dir);
    assert.throws(() => ownDirectory(dir), { message: REFUSED });
    assert.match((await other()).line, REFUSED);
    assert.equal(isOwned(dir), true);
    release();
    assert.equal(isOwned(dir), false);
    ownDirectory(dir)();
  });

  it("takes a directory over from a process that was killed", async () => {
    const { kill, line } = await other();
    assert.equal(line, "owner");
    assert.throws(() => ownDirectory(dir), { message: REFUSED });
    assert.equal(isOwned(dir), true);
    await kill();
    assert.equal(isOwned(dir), false);
    ownDirectory(dir)();
  });

  it("knows a directory by whatever path, however long, and whatever else a process has of its own", async () => {
    const long = join(root, ...Array.from({ length: 10 }, () => "a-name-of-twenty-six-letters"));
    mkdirSync(long, { recursive: true });
    const link = join(root, "link");
    symlinkSync(long, link);
    const release = ownDirectory(link);
    assert.match((await other(long, { TMPDIR: root })).line, REFUSED);
    assert.equal(isOwned(long), true);
    release();
  });

  it("gives a directory to one of several who come at once, also after a crash", async () => {
    for (let round = 0; round < 2; round++) {
      const all = await Promise.all(Array.from({ length: 6 }, () => other()));
      assert.equal(all.filter(({ line }) => line === "owner").length, 1, all.map(({ line }) => line).join("\n"));
      assert.equal(all.filter(({ line }) => REFUSED.test(line)).length, 5);
      await Promise.all(all.map(({ kill }) => kill()));
    }
  });
});
