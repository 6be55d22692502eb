import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { createRandom, nextInt, type RandomState } from "../../rooms/lib/random.ts";
import type { Database } from "../database/open-database.ts";
import { newPlayerId, type PlayerId } from "../ids.ts";
import type { Board, Entry, Leaderboard, StandingsPage } from "./leaderboard.ts";
import { advance, type Tally } from "./standing-rule.ts";

/** What a Leaderboard is opened with: boards of one test alone, and its clock. */
export interface LeaderboardSetting {
  readonly boards: readonly Board[];
  readonly nowMs: () => number;
}

const NOW = Date.UTC(2026, 10, 18, 12);
const MINUTE_MS = 60_000;

/** What every Leaderboard does, whatever its database and its index. */
export function leaderboardContract(open: (setting: LeaderboardSetting) => Leaderboard, database: () => Database): void {
  const boardOf = (rule: Board["rule"], more: Partial<Board> = {}): Board => {
    const id = randomUUID();
    return { id, title: id, game: "hands", rule, season: "all", guests: true, ...more };
  };
  const openBoard = (board: Board) => open({ boards: [board], nowMs: () => NOW });

  async function players(names: string, guest = false): Promise<Record<string, PlayerId>> {
    const rows = Array.from(names, newPlayerId).map((id, index) => ({ id, name: names[index] ?? "", name_key: id, guest }));
    await database().insertInto("players").values(rows).execute();
    return Object.fromEntries(rows.map(({ id, name }) => [name, id]));
  }
  let sources = 0;
  const entry = (player: PlayerId | undefined, value: number, minute = ++sources): Entry => {
    if (!player) throw new Error("no such player");
    return { source: `m_${++sources}`, player, value, at: new Date(NOW + minute * MINUTE_MS) };
  };
  const shown = ({ standings }: Pick<StandingsPage, "standings">) => standings.map(({ rank, name, value }) => `${rank} ${name} ${value}`);

  for (const { rule, values, stands } of [
    { rule: "highest", values: [3, 9, 4], stands: 9 },
    { rule: "lowest", values: [3, 1.5, 4], stands: 1.5 },
    { rule: "latest", values: [3, 9, 4], stands: 4 },
    { rule: "sum", values: [3, 9, -4], stands: 8 },
  ] as const) {
    it(`[LB-1] a board of the rule "${rule}" makes ${stands} of ${values.join(", ")}, in whatever order they come`, async () => {
      const { a, b } = await players("ab");
      for (const order of [
        [0, 1, 2],
        [2, 0, 1],
      ]) {
        const board = boardOf(rule);
        const leaderboard = openBoard(board);
        for (const index of order) await leaderboard.submit(board.id, [entry(a, values[index] ?? 0, index)]);
        await leaderboard.submit(
          board.id,
          order.map((index) => entry(b, values[index] ?? 0, index)),
        );
        assert.deepEqual(shown(await leaderboard.top(board.id, { limit: 5 })), [`1 a ${stands}`, `2 b ${stands}`]);
      }
    });
  }

  it("[LB-2] a repeated entry changes nothing, together with others, in another order or at once", async () => {
    const board = boardOf("sum");
    const leaderboard = openBoard(board);
    const { a, b } = await players("ab");
    const entries = [entry(a, 1), entry(b, 10), entry(a, 2)];
    await leaderboard.submit(board.id, entries);
    await leaderboard.submit(board.id, [...entries.slice().reverse(), ...entries]);
    await Promise.all(Array.from({ length: 5 }, () => leaderboard.submit(board.id, entries)));
    const late = entries.map((each) => ({ ...each, at: new Date(each.at.getTime() + MINUTE_MS) }));
    await leaderboard.submit(board.id, late);
    assert.deepEqual(shown(await leaderboard.top(board.id, { limit: 5 })), ["1 b 10", "2 a 3"]);
  });

  it("[LB-3] a tie goes to whoever reached the value first: by time, then by the order of the ledger", async () => {
    const board = boardOf("highest");
    const leaderboard = openBoard(board);
    const { a, b, c, d } = await players("abcd");
    await leaderboard.submit(board.id, [entry(a, 5, 30), entry(b, 5, 20), entry(c, 5, 20)]);
    await leaderboard.submit(board.id, [entry(d, 4, 10), entry(d, 5, 25), entry(b, 5, 40)]);
    assert.deepEqual(shown(await leaderboard.top(board.id, { limit: 5 })), ["1 b 5", "2 c 5", "3 d 5", "4 a 5"]);
  });

  it("[LB-4] a page goes on after the last standing of the one before, whoever overtook since", async () => {
    const board = boardOf("highest");
    const leaderboard = openBoard(board);
    const { a, b, c, d } = await players("abcd");
    await leaderboard.submit(board.id, [entry(a, 4), entry(b, 3), entry(c, 2), entry(d, 1)]);
    const first = await leaderboard.top(board.id, { limit: 2 });
    assert.deepEqual(shown(first), ["1 a 4", "2 b 3"]);
    await leaderboard.submit(board.id, [entry(d, 9)]);
    const second = await leaderboard.top(board.id, { limit: 2, after: first.next });
    assert.deepEqual(shown(second), ["4 c 2"]);
    assert.equal(second.next, undefined);
  });

  it("[LB-5] shows a player among those around, and some players with their ranks among all", async () => {
    const board = boardOf("lowest");
    const leaderboard = openBoard(board);
    const { a, b, c, d, x } = await players("abcdx");
    assert.ok(a && b && c && d && x);
    await leaderboard.submit(board.id, [entry(a, 1), entry(b, 2), entry(c, 3), entry(d, 4)]);
    assert.deepEqual(shown(await leaderboard.around(board.id, c, { limit: 3 })), ["2 b 2", "3 c 3", "4 d 4"]);
    assert.deepEqual(shown(await leaderboard.around(board.id, x, { limit: 3 })), []);
    assert.deepEqual(shown({ standings: await leaderboard.among(board.id, [d, x, b]) }), ["2 b 2", "4 d 4"]);
  });

  it("[LB-6] keeps each season apart, to the millisecond, and what is over stays as it was", async () => {
    for (const { season, before, names } of [
      { season: "week", before: Date.UTC(2026, 10, 16) - 1, names: ["2026-W47", "2026-W46"] },
      { season: "month", before: Date.UTC(2026, 10, 1) - 1, names: ["2026-11", "2026-10"] },
    ] as const) {
      const board = boardOf("sum", { season });
      const leaderboard = openBoard(board);
      const { a } = await players("a");
      await leaderboard.submit(board.id, [
        { ...entry(a, 1), at: new Date(before) },
        { ...entry(a, 2), at: new Date(before + 1) },
      ]);
      assert.deepEqual(shown(await leaderboard.top(board.id, { limit: 5 })), ["1 a 2"]);
      assert.deepEqual(shown(await leaderboard.top(board.id, { limit: 5, season: names[1] })), ["1 a 1"]);
      assert.deepEqual(await leaderboard.seasons(board.id), names);
      const nextYear = open({ boards: [board], nowMs: () => Date.UTC(2027, 0, 1) });
      assert.deepEqual(await nextYear.seasons(board.id), [season === "week" ? "2026-W53" : "2027-01", ...names]);
      assert.deepEqual(shown(await nextYear.top(board.id, { limit: 5 })), []);
      assert.deepEqual(shown(await nextYear.top(board.id, { limit: 5, season: names[1] })), ["1 a 1"]);
    }
  });

  it("[LB-7] lists guests by the rule of the board; one who registers has all that they reached", async () => {
    const [open, closed] = [boardOf("sum", { guests: true }), boardOf("sum", { guests: false })];
    const { a } = await players("a");
    const { g } = await players("g", true);
    assert.ok(g);
    for (const board of [open, closed]) await openBoard(board).submit(board.id, [entry(a, 1), entry(g, 5)]);
    assert.deepEqual(shown(await openBoard(open).top(open.id, { limit: 5 })), ["1 g 5", "2 a 1"]);
    const leaderboard = openBoard(closed);
    assert.deepEqual(shown(await leaderboard.top(closed.id, { limit: 5 })), ["1 a 1"]);
    await leaderboard.submit(closed.id, [entry(g, 2)]);
    await database().updateTable("players").set({ guest: false }).where("id", "=", g).execute();
    await leaderboard.refresh(g);
    await leaderboard.refresh(g);
    assert.deepEqual(shown(await leaderboard.top(closed.id, { limit: 5 })), ["1 g 7", "2 a 1"]);
  });

  it("[LB-8] a deleted player is on no board, also when the deletion was cut short, and what comes late is left out", async () => {
    const board = boardOf("sum");
    const leaderboard = openBoard(board);
    const { a, b, c, d } = await players("abcd");
    assert.ok(a && c);
    await leaderboard.submit(board.id, [entry(a, 9), entry(b, 5), entry(c, 4), entry(d, 3)]);
    assert.equal((await leaderboard.top(board.id, { limit: 4 })).standings.length, 4);
    await database().deleteFrom("players").where("id", "in", [a, c]).execute();
    await leaderboard.refresh(a);
    assert.deepEqual(shown(await leaderboard.top(board.id, { limit: 2 })), ["1 b 5", "2 d 3"]);
    await leaderboard.submit(board.id, [entry(a, 100), entry(d, 1)]);
    assert.deepEqual(shown(await leaderboard.top(board.id, { limit: 5 })), ["1 b 5", "2 d 4"]);
    const kept = await database().selectFrom("board_entries").select("player").where("board", "=", board.id).where("player", "in", [a, c]).execute();
    assert.deepEqual(kept, []);
  });

  it("[LB-9] shows the name that a player has now", async () => {
    const board = boardOf("latest");
    const leaderboard = openBoard(board);
    const { a } = await players("a");
    assert.ok(a);
    await leaderboard.submit(board.id, [entry(a, 1)]);
    await database().updateTable("players").set({ name: "<script>'; drop table players; --" }).where("id", "=", a).execute();
    assert.deepEqual(shown(await leaderboard.top(board.id, { limit: 5 })), ["1 <script>'; drop table players; -- 1"]);
  });

  it("[LB-10] has nothing where there is no such board, season or entry, and takes none", async () => {
    const board = boardOf("sum");
    const leaderboard = openBoard(board);
    const { a } = await players("a");
    assert.ok(a);
    const nothing = { standings: [], next: undefined };
    assert.deepEqual(await leaderboard.top("nowhere", { limit: 5 }), nothing);
    assert.deepEqual(await leaderboard.top(board.id, { limit: 5, season: "2020-W01" }), nothing);
    assert.deepEqual(await leaderboard.around(board.id, a, { limit: 5 }), nothing);
    assert.deepEqual(await leaderboard.among(board.id, []), []);
    assert.deepEqual(await leaderboard.seasons(board.id), ["all"]);
    assert.deepEqual(await leaderboard.seasons("nowhere"), []);
    await leaderboard.submit(board.id, []);
    await assert.rejects(leaderboard.submit("nowhere", [entry(a, 1)]), /nowhere/);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) await assert.rejects(leaderboard.submit(board.id, [entry(a, value)]), RangeError);
    await assert.rejects(leaderboard.submit(board.id, [{ ...entry(a, 1), at: new Date(Number.NaN) }]), RangeError);
    assert.deepEqual(await leaderboard.top(board.id, { limit: 5 }), nothing);
  });

  it("[LB-11] another one on the same database, or this one after a crash, shows all that was ever submitted", async () => {
    const board = boardOf("sum");
    const { a, b } = await players("ab");
    const [one, other] = [openBoard(board), openBoard(board)];
    await one.submit(board.id, [entry(a, 1)]);
    assert.deepEqual(shown(await other.top(board.id, { limit: 5 })), ["1 a 1"]);
    await one.submit(board.id, [entry(b, 2)]);
    assert.deepEqual(shown(await other.top(board.id, { limit: 5 })), ["1 b 2", "2 a 1"]);
    await other.submit(board.id, [entry(a, 2)]);
    assert.deepEqual(shown(await one.top(board.id, { limit: 5 })), ["1 a 3", "2 b 2"]);
    assert.deepEqual(shown(await openBoard(board).top(board.id, { limit: 5 })), ["1 a 3", "2 b 2"]);
  });

  it("[LB-12] concurrent, repeated and late entries come to what a fold over the ledger and a sort come to", async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = createRandom(seed);
    const ids = Object.values(await players("abcdefghijklmnopqrst"));
    for (const rule of ["highest", "latest", "sum", "lowest"] as const) {
      const board = boardOf(rule);
      const nodes = [openBoard(board), openBoard(board)];
      const entries = Array.from({ length: 200 }, () => entry(ids[nextInt(random, ids.length)], nextInt(random, 9) - 4, nextInt(random, 30)));
      const batches = Array.from({ length: 40 }, () => Array.from({ length: 8 }, () => entries[nextInt(random, entries.length)] as Entry));
      await Promise.all(
        batches.map(async (batch) => {
          await nodes[nextInt(random, 2)]?.submit(board.id, batch);
          if (nextInt(random, 4) === 0) await nodes[nextInt(random, 2)]?.top(board.id, { limit: 3 });
        }),
      );
      const expected = await foldedAndSorted(database(), board);
      for (const node of [...nodes, openBoard(board)]) {
        const { standings } = await node.top(board.id, { limit: 100 });
        const got = standings.map(({ rank, player, value }) => ({ rank, player, value }));
        assert.deepEqual(got, expected, `seed ${seed}, ${rule}`);
        const one = expected[pick(random, expected.length)];
        if (one) assert.equal((await node.among(board.id, [one.player]))[0]?.rank, one.rank, `seed ${seed}, ${rule}`);
      }
    }
  });
}

function pick(random: RandomState, count: number): number {
  return nextInt(random, Math.max(1, count));
}

/** The board by its definition, from the ledger alone. */
async function foldedAndSorted(database: Database, board: Board): Promise<{ rank: number; player: PlayerId; value: number }[]> {
  const rows = await database.selectFrom("board_entries").selectAll().where("board", "=", board.id).orderBy("at").orderBy("seq").execute();
  const tallies = new Map<PlayerId, Tally>();
  for (const row of rows) tallies.set(row.player as PlayerId, advance(board.rule, tallies.get(row.player as PlayerId), row));
  const sign = board.rule === "lowest" ? 1 : -1;
  return [...tallies]
    .sort(([, a], [, b]) => sign * (a.value - b.value) || a.reached.at.getTime() - b.reached.at.getTime() || a.reached.seq - b.reached.seq)
    .map(([player, { value }], index) => ({ rank: index + 1, player, value }));
}
