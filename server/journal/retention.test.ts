import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Retention } from "./retention.ts";

const DAY_MS = 24 * 3600_000;

describe("retention of journals", () => {
  let dir: string;
  const now = Date.now();
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "velarium-retention-"));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  /** A journal of 1 MB that was last written so many days ago. */
  function journal(name: string, daysAgo: number): void {
    mkdirSync(join(dir, name));
    for (const file of ["record", "segments"]) {
      writeFileSync(join(dir, name, file), Buffer.alloc(500_000));
      utimesSync(join(dir, name, file), new Date(now), new Date(now - daysAgo * DAY_MS));
    }
  }

  const retention = ({ days = 30, megabytes = 100, live = [] as string[], pinned = [] as string[] }) =>
    new Retention({
      dir,
      days,
      megabytes,
      isLive: (match) => live.includes(match),
      pinned: async () => new Set(pinned),
      log: { warn: () => assert.fail() },
    });

  it("takes away what is too old, files of earlier builds too, but nothing live or pinned", async () => {
    for (const [name, days] of Object.entries({ m_new: 1, m_old: 31, m_live: 40, m_pinned: 400 })) journal(name, days);
    writeFileSync(join(dir, "m_former.record"), "x");
    utimesSync(join(dir, "m_former.record"), new Date(now), new Date(now - 50 * DAY_MS));
    writeFileSync(join(dir, "something-else"), "x");
    assert.equal(await retention({ live: ["m_live"], pinned: ["m_pinned"] }).sweep(now), 2);
    assert.deepEqual(readdirSync(dir).sort(), ["m_live", "m_new", "m_pinned", "something-else"]);
  });

  it("takes the oldest away where all together are too large", async () => {
    for (let day = 1; day <= 6; day++) journal(`m_${day}`, day);
    assert.equal(await retention({ megabytes: 4, pinned: ["m_6"], live: ["m_5"] }).sweep(now), 2);
    assert.deepEqual(readdirSync(dir).sort(), ["m_1", "m_2", "m_5", "m_6"]);
  });

  it("lets pins take half of the room: those beyond it give way like all others, which keep the rest", async () => {
    for (let day = 1; day <= 9; day++) journal(`m_${day}`, day);
    assert.equal(await retention({ megabytes: 4, pinned: ["m_8", "m_5", "m_9", "m_7", "m_6"] }).sweep(now), 5);
    assert.deepEqual(readdirSync(dir).sort(), ["m_1", "m_2", "m_5", "m_8"]);
  });
});
