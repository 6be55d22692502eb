import assert from "node:assert/strict";
import { createRandom, nextInt } from "../../rooms/lib/random.ts";
import type { PlayerId } from "../ids.ts";
import type { Place } from "./leaderboard.ts";
import type { Change, OpenRankIndex, Ranked } from "./rank-index.ts";

/** What every adapter of RankIndex does. `name` makes names that no test had before. */
export function rankIndexContract(open: OpenRankIndex, name: () => string): void {
  const player = (id: string | number) => `p_${id}` as PlayerId;
  const place = (value: number, reachedAtMs: number, seq = reachedAtMs): Place => ({ value, reachedAtMs, seq });
  const set = (id: string | number, at: Place): Change => ({ player: player(id), place: at });
  const ids = (rows: readonly Ranked[]) => rows.map((row) => row.player.slice(2)).join("");
  const highest = () => open(name(), { lowestFirst: false });

  it("[RI-1] ranks the highest value first, equal ones by time and then by the order of the ledger", async () => {
    const index = highest();
    await index.apply(0, [set("a", place(5, 300, 1)), set("b", place(5, 200, 3)), set("c", place(9, 900, 4)), set("d", place(5, 200, 2))], 4);
    const { rows, total, through } = await index.read({ after: undefined, limit: 10 });
    assert.equal(ids(rows), "cdba");
    assert.deepEqual(rows[1], { rank: 2, player: "p_d", value: 5, reachedAtMs: 200, seq: 2 });
    assert.deepEqual([total, through], [4, 4]);
  });

  it("[RI-2] ranks the lowest value first where the board says so, below zero and in fractions too", async () => {
    const index = open(name(), { lowestFirst: true });
    await index.apply(0, [set("a", place(0.1 + 0.2, 1)), set("b", place(-1e300, 2)), set("c", place(0.3, 3)), set("d", place(0, 4))], 4);
    const { rows } = await index.read({ after: undefined, limit: 10 });
    assert.equal(ids(rows), "bdca");
    assert.deepEqual(
      rows.map((row) => row.value),
      [-1e300, 0, 0.3, 0.1 + 0.2],
    );
  });

  it("[RI-3] moves a player and takes one off", async () => {
    const index = highest();
    await index.apply(0, [set("a", place(1, 1)), set("b", place(2, 2)), set("c", place(3, 3))], 3);
    await index.apply(3, [set("a", place(4, 4)), { player: player("b"), place: undefined }, { player: player("nobody"), place: undefined }], 6);
    assert.equal(ids((await index.read({ after: undefined, limit: 10 })).rows), "ac");
    assert.deepEqual((await index.read({ players: [player("b"), player("nobody")] })).rows, []);
  });

  it("[RI-4] pages on from a place, whoever moved above it or left it", async () => {
    const index = highest();
    const changes = [..."abcdef"].map((id, i) => set(id, place(60 - 10 * i, i)));
    await index.apply(0, changes, 6);
    const page = (await index.read({ after: undefined, limit: 3 })).rows;
    assert.equal(ids(page), "abc");
    await index.apply(6, [set("f", place(100, 7)), set("c", place(99, 8))], 8);
    const next = (await index.read({ after: page[2], limit: 3 })).rows;
    assert.equal(ids(next), "de");
    assert.deepEqual(
      next.map((row) => row.rank),
      [5, 6],
    );
  });

  it("[RI-5] shows a player in the middle of those around, and a full page at either end", async () => {
    const index = highest();
    await index.apply(
      0,
      [..."abcdefg"].map((id, i) => set(id, place(-i, i))),
      7,
    );
    const around = async (id: string, limit: number) => ids((await index.read({ around: player(id), limit })).rows);
    assert.equal(await around("d", 3), "cde");
    assert.equal(await around("d", 4), "cdef");
    assert.equal(await around("a", 3), "abc");
    assert.equal(await around("g", 3), "efg");
    assert.equal(await around("g", 100), "abcdefg");
    assert.equal(await around("nobody", 3), "");
  });

  it("[RI-6] ranks some players among all, once each, best first", async () => {
    const index = highest();
    await index.apply(
      0,
      [..."abcdefg"].map((id, i) => set(id, place(-i, i))),
      7,
    );
    const { rows } = await index.read({ players: [player("f"), player("b"), player("nobody"), player("f")] });
    assert.deepEqual(
      rows.map(({ rank, player: id }) => [rank, id]),
      [
        [2, "p_b"],
        [6, "p_f"],
      ],
    );
  });

  it("[RI-7] applies changes once, in order, and none after a gap", async () => {
    const index = highest();
    assert.equal(await index.apply(5, [set("a", place(1, 1))], 9), 0);
    assert.equal(await index.apply(0, [set("a", place(1, 1))], 5), 5);
    assert.equal(await index.apply(0, [set("a", place(2, 2))], 4), 5);
    assert.equal(await index.apply(3, [set("a", place(3, 3))], 8), 8);
    assert.equal((await index.read({ players: [player("a")] })).rows[0]?.value, 3);
  });

  it("[RI-8] is at version 0 and empty after a wipe, and begins again", async () => {
    const index = highest();
    await index.apply(0, [set("a", place(1, 1)), set("b", place(1, 2))], 5);
    await index.wipe();
    assert.deepEqual(await index.read({ after: undefined, limit: 10 }), { rows: [], total: 0, through: 0 });
    assert.equal(await index.apply(5, [set("a", place(1, 1))], 6), 0);
    await index.apply(0, [set("b", place(7, 7))], 2);
    assert.deepEqual([ids((await index.read({ after: undefined, limit: 10 })).rows), await index.through()], ["b", 2]);
  });

  it("[RI-9] agrees with a sort at every rank, through random changes, ties, removals and wipes", async () => {
    const seed = nextSeed();
    const random = createRandom(seed);
    for (const lowestFirst of [false, true]) {
      const index = open(name(), { lowestFirst });
      let truth = new Map<PlayerId, Place>();
      let version = 0;
      for (let round = 0; round < 40; round++) {
        const changes = Array.from({ length: nextInt(random, 60) }, (): Change => {
          const at = place(nextInt(random, 12) - 6, 1e12 + nextInt(random, 5), ++version);
          return { player: player(nextInt(random, 150)), place: nextInt(random, 5) === 0 ? undefined : at };
        });
        if (round % 13 === 12) {
          await index.wipe();
          truth = new Map();
        }
        for (const { player: id, place: at } of changes) {
          if (at) truth.set(id, at);
          else truth.delete(id);
        }
        await index.apply(await index.through(), changes, ++version);
        const sorted = [...truth].sort(
          ([, a], [, b]) => (lowestFirst ? a.value - b.value : b.value - a.value) || a.reachedAtMs - b.reachedAtMs || a.seq - b.seq,
        );
        const expected = sorted.map(([id, at], i) => ({ rank: i + 1, player: id, ...at }));
        const where = `seed ${seed}, round ${round}`;
        assert.deepEqual((await index.read({ after: undefined, limit: 1000 })).rows, expected, where);
        const at = nextInt(random, Math.max(1, expected.length));
        assert.deepEqual((await index.read({ after: expected[at], limit: 7 })).rows, expected.slice(at + (expected.length ? 1 : 0), at + 8), where);
        if (expected[at]) assert.deepEqual((await index.read({ players: [expected[at].player] })).rows, [expected[at]], where);
      }
    }
  });
}

/** A new one in each run; it is in the message of what fails. */
function nextSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
