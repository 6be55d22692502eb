import assert from "node:assert/strict";
import type { Board } from "../leaderboard/leaderboard.ts";
import { PostgresLeaderboard } from "../leaderboard/postgres-leaderboard.ts";
import { createLog } from "../lib/log.ts";
import { onEachDatabase } from "../testing/databases.ts";
import { newPlayers } from "../testing/match-results.ts";
import type { FeedEvent } from "./live-feed.ts";
import { ToldLeaderboard } from "./told-leaderboard.ts";

onEachDatabase("a board that the feed tells of", (database) => {
  const board: Board = { id: "told", title: "Told", game: "hands", rule: "highest", season: "all", guests: true };

  it("is told of when its top places change, and not when others do", async () => {
    const players = newPlayers(7);
    const rows = players.map((id, i) => ({ id, name: `P${i}`, name_key: `p${i}`, guest: true }));
    await database().insertInto("players").values(rows).execute();
    const events: FeedEvent[] = [];
    const leaderboard = new PostgresLeaderboard({ database: database(), boards: [board] });
    const told = new ToldLeaderboard({ leaderboard, feed: { publish: (event) => events.push(event) }, log: createLog("silent") });
    let match = 0;
    const reach = async (index: number, value: number) => {
      const player = players[index];
      assert.ok(player);
      await told.submit(board.id, [{ source: `m${match++}`, player, value, at: new Date() }]);
      await told.look();
      return events
        .splice(0)
        .map(({ data }) => (data as { top: readonly { name: string; value: number }[] }).top.map(({ name, value }) => `${name} ${value}`));
    };
    assert.deepEqual(await reach(0, 50), [["P0 50"]]);
    for (const [index, value] of [
      [1, 40],
      [2, 30],
      [3, 20],
    ] as const)
      await reach(index, value);
    assert.deepEqual(await reach(4, 10), [["P0 50", "P1 40", "P2 30", "P3 20", "P4 10"]]);
    assert.deepEqual(await reach(5, 5), []);
    assert.deepEqual(await reach(0, 45), []);
    assert.deepEqual(await reach(5, 60), [["P5 60", "P0 50", "P1 40", "P2 30", "P3 20"]]);
    await told.look();
    assert.deepEqual(events, []);
    await told.stop();
  });
});
