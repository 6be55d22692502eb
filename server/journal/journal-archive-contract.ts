import assert from "node:assert/strict";
import type { BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import { type MatchId, newMatchId } from "../ids.ts";
import type { JournalArchive } from "./journal-archive.ts";

/** What every adapter of JournalArchive does. */
export function journalArchiveContract(open: () => JournalArchive): void {
  /** A journal of one match, with as many segments. */
  const journal = (matchId: MatchId, record: number, segments: number, state: BroadcastIndex["state"]) => ({
    readRecord: async () => (record > 0 ? new Uint8Array(record).fill(7) : undefined),
    index: async (): Promise<BroadcastIndex> => ({
      head: { game: "hands", build: "test", matchId, startedAt: 1, tickHz: 5, patchHz: 5, schema: "00ff" },
      segments: Array.from({ length: segments }, (_, n) => ({ n, firstTick: n, lastTick: n, firstMs: n, lastMs: n, bytes: 3, rawBytes: 10 })),
      moments: [{ kind: "kill", seats: [0, 1], tick: 3 }],
      state,
    }),
    segment: async (_: MatchId, n: number) => (n < segments ? Uint8Array.of(n & 255, n >> 8, 0) : undefined),
  });

  it("[JA-1] knows nothing of a match that was never kept", async () => {
    const [archive, match] = [open(), newMatchId()];
    assert.deepEqual([await archive.record(match), await archive.index(match), await archive.segment(match, 0)], [undefined, undefined, undefined]);
  });

  it("[JA-2] gives back every byte of what was kept", async () => {
    const [archive, match] = [open(), newMatchId()];
    const written = journal(match, 100_000, 300, "whole");
    await archive.keep(match, written);
    assert.deepEqual(Buffer.from((await archive.record(match)) ?? []), Buffer.alloc(100_000, 7));
    assert.deepEqual(await archive.index(match), await written.index());
    for (const n of [0, 15, 16, 299]) assert.deepEqual([...((await archive.segment(match, n)) ?? [])], [n & 255, n >> 8, 0]);
    assert.equal(await archive.segment(match, 300), undefined);
  });

  it("[JA-3] keeps the fullest of several copies, in whatever order and however often they come", async () => {
    const [archive, match] = [open(), newMatchId()];
    const [cut, whole] = [journal(match, 50, 3, "cut"), journal(match, 80, 5, "whole")];
    for (const copy of [cut, cut, whole, cut]) await archive.keep(match, copy);
    assert.equal((await archive.record(match))?.length, 80);
    assert.deepEqual(await archive.index(match), await whole.index());
    assert.ok(await archive.segment(match, 4));
  });

  it("[JA-4] takes copies that several nodes bring at once", async () => {
    const [archive, match] = [open(), newMatchId()];
    await Promise.all([1, 2, 3, 4].map((size) => archive.keep(match, journal(match, size * 10, size, "cut"))));
    assert.equal((await archive.record(match))?.length, 40);
    assert.equal((await archive.index(match))?.segments.length, 4);
  });

  it("[JA-5] says that a match is cut which nobody finished", async () => {
    const [archive, match] = [open(), newMatchId()];
    await archive.keep(match, journal(match, 10, 2, "live"));
    assert.equal((await archive.index(match))?.state, "cut");
  });

  it("[JA-6] keeps a record that has no broadcast, and changes nothing where there is neither", async () => {
    const [archive, one, two] = [open(), newMatchId(), newMatchId()];
    const none = { readRecord: async () => undefined, index: async () => undefined, segment: async () => undefined };
    await archive.keep(one, { ...none, readRecord: async () => Uint8Array.of(1) });
    await archive.keep(two, none);
    assert.deepEqual([(await archive.record(one))?.length, await archive.index(one)], [1, undefined]);
    assert.equal(await archive.record(two), undefined);
  });

  it("[JA-7] forgets a match whole", async () => {
    const [archive, match, other] = [open(), newMatchId(), newMatchId()];
    for (const each of [match, other]) await archive.keep(each, journal(each, 10, 2, "whole"));
    await archive.drop([match]);
    await archive.drop([]);
    assert.deepEqual([await archive.record(match), await archive.index(match), await archive.segment(match, 0)], [undefined, undefined, undefined]);
    assert.ok(await archive.segment(other, 1));
  });

  it("[JA-8] knows how much there is, and what has been here longest", async () => {
    const [archive, one, two] = [open(), newMatchId(), newMatchId()];
    const before = await archive.oldest(1000, new Set());
    await archive.keep(one, journal(one, 100, 2, "whole"));
    await archive.keep(two, journal(two, 50, 1, "whole"));
    const { bytes, matches } = await archive.oldest(1000, new Set());
    assert.equal(bytes, before.bytes + 100 + 2 * 3 + 50 + 3);
    assert.deepEqual(
      matches.slice(-2).map((each) => [each.match, each.bytes]),
      [
        [one, 106],
        [two, 53],
      ],
    );
    assert.ok(matches.every(({ archivedAt }) => Math.abs(archivedAt.getTime() - Date.now()) < 60_000));
    const without = await archive.oldest(matches.length - 1, new Set([one]));
    assert.deepEqual([without.matches.some(({ match }) => match === one), without.matches.at(-1)?.match], [false, two]);
    const excepted = async (bytes: number) => {
      const left = (await archive.oldest(1000, new Set([two, newMatchId(), one]), bytes)).matches.map(({ match }) => match);
      return [left.includes(one), left.includes(two)];
    };
    assert.deepEqual(
      [await excepted(52), await excepted(53), await excepted(158), await excepted(159)],
      [
        ...[
          [true, true],
          [true, false],
          [true, false],
          [false, false],
        ],
      ],
    );
  });
}
