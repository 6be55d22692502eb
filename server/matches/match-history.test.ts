import assert from "node:assert/strict";
import type { PlayerId } from "../ids.ts";
import { PostgresLeaderboard } from "../leaderboard/postgres-leaderboard.ts";
import { StoredRatings } from "../ratings/stored-ratings.ts";
import { onEachDatabase } from "../testing/databases.ts";
import { newPlayers, resultOf } from "../testing/match-results.ts";
import { finishMatch } from "./finish-match.ts";
import { MatchHistory } from "./match-history.ts";
import { MatchStore } from "./match-store.ts";

onEachDatabase("the history of matches", (database) => {
  it("shows how a match ended once spectators have seen it, and at once to who played", async () => {
    const history = new MatchHistory(database(), new Map([["late", 60_000]]));
    const at = (agoMs: number, players: PlayerId[]) => resultOf(players, { game: "late", endedAt: new Date(Date.now() - agoMs) });
    const [one, two] = newPlayers(2) as [PlayerId, PlayerId];
    const [fresh, seen] = [at(30_000, [one, two]), at(62_000, [one, two])];
    const leaderboard = new PostgresLeaderboard({ database: database(), boards: [] });
    for (const result of [fresh, seen])
      await finishMatch({ store: new MatchStore(database()), ratings: new StoredRatings(database()), leaderboard }, result);

    const ids = async (matches: Promise<readonly { readonly id: string }[]>) => (await matches).map(({ id }) => id);
    assert.deepEqual(await ids(history.finished({ game: "late", limit: 10 })), [seen.id]);
    assert.ok(!(await ids(history.finished({ limit: 100 }))).includes(fresh.id));
    assert.deepEqual(await ids(history.ofPlayer(one, { limit: 10, own: false })), [seen.id]);
    assert.deepEqual(await ids(history.ofPlayer(one, { limit: 10, own: true })), [fresh.id, seen.id]);
    const found = await Promise.all([fresh, seen].map(({ id }) => history.find(id)));
    assert.deepEqual(
      found.map((match) => match && history.isPublic(match)),
      [false, true],
    );
  });
});
