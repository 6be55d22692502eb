import assert from "node:assert/strict";
import { type MatchId, newMatchId } from "../ids.ts";
import { onEachDatabase } from "../testing/databases.ts";
import { ArchiveRetention } from "./archive-retention.ts";
import { PostgresArchive } from "./postgres-archive.ts";

const DAY_MS = 24 * 3600_000;

onEachDatabase("retention of the archive", (database) => {
  /** Matches of half a megabyte each, oldest first. */
  async function archived(count: number): Promise<readonly MatchId[]> {
    const archive = new PostgresArchive(database());
    const matches = Array.from({ length: count }, newMatchId);
    for (const match of matches)
      await archive.keep(match, { readRecord: async () => Buffer.alloc(500_000), index: async () => undefined, segment: async () => undefined });
    return matches;
  }
  const retention = (days: number, megabytes: number, pinned: readonly string[] = []) =>
    new ArchiveRetention({
      archive: new PostgresArchive(database()),
      days,
      megabytes,
      pinned: async () => new Set(pinned),
      log: { warn: () => assert.fail() },
    });
  const left = async () => (await new PostgresArchive(database()).oldest(100, new Set())).matches.map(({ match }) => match);

  it("takes away what is too old, and nothing that is pinned", async () => {
    const [pinned, old] = await archived(2);
    assert.equal(await retention(30, 100, [String(pinned)]).sweep(Date.now() + 29 * DAY_MS), 0);
    assert.equal(await retention(30, 100, [String(pinned)]).sweep(Date.now() + 31 * DAY_MS), 1);
    assert.deepEqual([await left(), (await left()).includes(old as MatchId)], [[pinned], false]);
    await new PostgresArchive(database()).drop(await left());
  });

  it("takes the oldest away where all together are too large", async () => {
    const matches = await archived(6);
    assert.equal(await retention(30, 2, [String(matches[0])]).sweep(), 2);
    assert.deepEqual(await left(), [matches[0], ...matches.slice(3)]);
    await new PostgresArchive(database()).drop(await left());
  });

  it("lets pins take half of the room: those beyond it give way like all others, which keep the rest", async () => {
    const matches = await archived(8);
    assert.equal(
      await retention(
        30,
        3,
        [5, 3, 2, 1, 0].map((i) => String(matches[i])),
      ).sweep(),
      2,
    );
    assert.deepEqual(await left(), matches.slice(2));
  });
});
