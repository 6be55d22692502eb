import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { readFrames } from "../../rooms/lib/broadcast.ts";
import type { MatchId } from "../ids.ts";
import { LocalJournal } from "./local-journal.ts";

const match = "m_test" as MatchId;

describe("a journal that a disk has damaged", () => {
  let dir: string;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), "velarium-journal-"));
    const stream = new LocalJournal(dir).openBroadcast({
      ...{ game: "hands", build: "test", matchId: match, startedAt: 0, tickHz: 5, patchHz: 5, schema: "00" },
    });
    for (let tick = 1; tick <= 40; tick++)
      stream.append({ kind: tick % 10 === 1 ? "state" : "patch", tick, atMs: tick * 200, bytes: Uint8Array.of(tick) });
    stream.append({ kind: "end", tick: 40, atMs: 8000 });
    await stream.close();
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const path = (file: string) => join(dir, match, file);
  function changeLine(n: number, change: (line: string) => string): void {
    const lines = readFileSync(path("index"), "utf8").split("\n");
    lines[n] = change(lines[n] ?? "");
    writeFileSync(path("index"), lines.join("\n"));
  }
  /** The last tick of each segment that is listed, all of which can be read; and what is said of its end. */
  async function read(): Promise<[number[], string | undefined]> {
    const journal = new LocalJournal(dir);
    const index = await journal.index(match);
    const ticks: number[] = [];
    for (const { n } of index?.segments ?? [])
      ticks.push([...readFrames(gunzipSync((await journal.segment(match, n)) ?? Buffer.alloc(0)))].at(-1)?.tick ?? 0);
    return [ticks, index?.state];
  }

  it("plays up to a line that no index has: other bytes, lengths that no segment has, a segment that is missing", async () => {
    assert.deepEqual(await read(), [[10, 20, 30, 40], "whole"]);
    const lengths = ["3000000000", "1e12", "-1", "0", "null", '"7"'];
    const changes: ((line: string) => string)[] = [
      ...lengths.map((bytes) => (line: string) => line.replace(/"bytes":\d+/, `"bytes":${bytes}`)),
      () => "\0".repeat(40),
      () => "null",
      () => '{"end":true}\n',
      (line) => line.replace(/"tail":\d+/, '"tail":-5'),
      (line) => line.replace(/"n":2/, '"n":3'),
      (line) => line.replace(/"lastTick":\d+/, '"lastTick":1e300'),
    ];
    const whole = readFileSync(path("index"));
    for (const change of changes) {
      writeFileSync(path("index"), whole);
      changeLine(3, change);
      assert.deepEqual(await read(), [[10, 20], "cut"], readFileSync(path("index"), "utf8").split("\n")[3]);
    }
  });

  it("plays to the last segment that its file holds", async () => {
    const size = readFileSync(path("segments")).length;
    truncateSync(path("segments"), size - 1);
    assert.deepEqual(await read(), [[10, 20, 30], "cut"]);
    rmSync(path("segments"));
    assert.deepEqual(await read(), [[], "cut"]);
  });

  it("is refused with a code where its head cannot be read", async () => {
    const whole = readFileSync(path("index"));
    for (const change of [() => "\0", () => "{}", () => "null", (line: string) => line.replace(/"schema":"00"/, '"schema":"0"')]) {
      writeFileSync(path("index"), whole);
      changeLine(0, change);
      const journal = new LocalJournal(dir);
      await assert.rejects(journal.index(match), { code: "journal/damaged" });
      await assert.rejects(journal.segment(match, 0), { code: "journal/damaged" });
    }
  });
});
