import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { type BroadcastFrame, readFrames } from "../../rooms/lib/broadcast.ts";
import type { MatchId } from "../ids.ts";
import { until } from "../testing/until.ts";
import { journalContract } from "./journal-contract.ts";
import { LocalJournal } from "./local-journal.ts";

const WRITER = fileURLToPath(new URL("../testing/journal-writer.ts", import.meta.url));
const match = "m_test" as MatchId;

describe("the journal on disk", function () {
  this.timeout(30_000);
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "velarium-journal-"));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  journalContract(() => new LocalJournal(dir), until);

  async function frames(journal: LocalJournal): Promise<BroadcastFrame[]> {
    const index = await journal.index(match);
    const found: BroadcastFrame[] = [];
    for (const { n } of index?.segments ?? []) found.push(...readFrames(gunzipSync((await journal.segment(match, n)) as Uint8Array)));
    return found;
  }

  it("reads the records of earlier builds", async () => {
    writeFileSync(join(dir, `${match}.record`), "old");
    assert.equal(String(await new LocalJournal(dir).readRecord(match)), "old");
  });

  it("leaves no file beside its own, and none of another match's", async () => {
    assert.throws(() => new LocalJournal(dir).openRecord("../out" as MatchId), RangeError);
    await assert.rejects(new LocalJournal(dir).index("a/b" as MatchId), RangeError);
  });

  it("plays to its last whole frame wherever its process was killed", async () => {
    for (let round = 0; round < 6; round++) {
      const own = join(dir, `round${round}`);
      const child = spawn(process.execPath, [WRITER, own, match], { stdio: ["ignore", "pipe", "inherit"] });
      let tick = 0;
      child.stdout.on("data", (data: Buffer) => {
        tick = Number(String(data).trim().split("\n").at(-1));
      });
      await until("it has written for a while", () => tick > 60 + round * 37, 20_000);
      child.kill("SIGKILL");
      await new Promise((resolve) => child.once("close", resolve));
      const journal = new LocalJournal(own);
      assert.equal((await journal.index(match))?.state, "cut");
      const ticks = (await frames(journal)).filter(({ kind }) => kind !== "state").map((frame) => frame.tick);
      assert.deepEqual(
        ticks,
        [...Array(ticks.length).keys()].map((i) => i + 2),
      );
      assert.ok((ticks.at(-1) ?? 0) > tick - 60, `${ticks.at(-1)} of ${tick}`);
    }
  });

  it("plays to its last whole frame wherever its tail was cut", async () => {
    const journal = new LocalJournal(dir);
    const stream = journal.openBroadcast({ game: "hands", build: "test", matchId: match, startedAt: 0, tickHz: 5, patchHz: 5, schema: "00" });
    for (let tick = 1; tick <= 25; tick++) {
      if (tick % 10 === 1) stream.append({ kind: "state", tick, atMs: tick, bytes: Uint8Array.of(tick) });
      stream.append({ kind: "patch", tick, atMs: tick, bytes: Uint8Array.of(128, tick) });
    }
    await stream.close();
    const tail = readFileSync(join(dir, match, "tail"));
    const index = readFileSync(join(dir, match, "index"), "utf8").split("\n");
    for (let length = 0; length <= tail.length; length++) {
      const copy = join(dir, `cut${length}`);
      mkdirSync(join(copy, match), { recursive: true });
      // Killed before the first segment was sealed.
      writeFileSync(join(copy, match, "index"), `${index[0]}\n{"segm`);
      writeFileSync(join(copy, match, "tail"), tail.subarray(0, length));
      const ticks = (await frames(new LocalJournal(copy))).filter(({ kind }) => kind === "patch").map((frame) => frame.tick);
      assert.deepEqual(
        ticks,
        [...Array(ticks.length).keys()].map((i) => i + 1),
      );
      if (length === tail.length) assert.equal(ticks.length, 25);
    }
    assert.ok(existsSync(join(dir, match, "segments")));
  });

  it("that has no room any more lets play and watching go on, says so once, and plays to where it ended", async () => {
    const said = await new Promise<string>((resolve) => {
      // A limit on the size of a file fails a write as a full disk does.
      const child = spawn("bash", ["-c", 'ulimit -f 8; exec "$0" "$@"', process.execPath, WRITER, dir, match, "full"], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let out = "";
      child.stdout.on("data", (data: Buffer) => {
        out += String(data);
      });
      child.once("close", () => resolve(out));
    });
    const result = JSON.parse(said.trim().split("\n").at(-1) ?? "{}");
    assert.deepEqual(
      { ...result, log: result.log?.length },
      { heard: result.appended, appended: result.appended, incomplete: ["broadcast", "record"], log: 1, rejected: 2 },
    );
    const journal = new LocalJournal(dir);
    assert.equal((await journal.index(match))?.state, "cut");
    const ticks = (await frames(journal)).filter(({ kind }) => kind === "patch").map((frame) => frame.tick);
    assert.ok(ticks.length > 10 && ticks.length < result.appended);
    assert.deepEqual(
      ticks,
      [...Array(ticks.length).keys()].map((i) => i + 2),
    );
    assert.ok(((await journal.readRecord(match))?.length ?? 0) > 4000);
    assert.deepEqual(readdirSync(dir), [match]);
  });
});
