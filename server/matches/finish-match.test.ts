import assert from "node:assert/strict";
import { MissingGuests } from "../identity/missing-guests.ts";
import { isGone, type PlayerId } from "../ids.ts";
import { boardsOfGames } from "../leaderboard/boards-of-games.ts";
import { PostgresLeaderboard } from "../leaderboard/postgres-leaderboard.ts";
import { StoredRatings } from "../ratings/stored-ratings.ts";
import { onEachDatabase } from "../testing/databases.ts";
import { newPlayers, participant, resultOf } from "../testing/match-results.ts";
import { type FinishSteps, finishMatch } from "./finish-match.ts";
import { MatchHistory } from "./match-history.ts";
import type { MatchResult } from "./match-result.ts";
import { MatchStore } from "./match-store.ts";

const WINS = {
  id: "hands-wins",
  title: "Wins",
  rule: "sum",
  season: "all",
  guests: true,
  value: () => 1,
} as const;
const BOARDS = boardsOfGames([{ id: "hands", title: "Hands", modes: [{ id: "duel", title: "Duel", teams: 0 }], boards: [WINS] }]);

onEachDatabase("finishMatch", (database) => {
  let steps: FinishSteps & { readonly store: MatchStore; readonly leaderboard: PostgresLeaderboard };
  before(() => {
    steps = {
      store: new MatchStore(database()),
      ratings: new StoredRatings(database()),
      leaderboard: new PostgresLeaderboard({ database: database(), boards: BOARDS }),
    };
  });

  /** A duel whose players are known to the boards. */
  async function duel(more: Partial<MatchResult> = {}): Promise<{ result: MatchResult; winner: PlayerId; loser: PlayerId }> {
    const [winner, loser] = newPlayers(2) as [PlayerId, PlayerId];
    const rows = [winner, loser].map((id) => ({ id, name: id, name_key: id, guest: false }));
    await database().insertInto("players").values(rows).execute();
    const participants = [participant(winner, 1, { values: { "hands-wins": 1 } }), participant(loser, 2, { seat: 1 })];
    return { result: resultOf([], { participants, ...more }), winner, loser };
  }

  /** All that a match leaves behind, for comparison. */
  async function traces({ result, winner, loser }: { result: MatchResult; winner: PlayerId; loser: PlayerId }): Promise<object> {
    const match = await database().selectFrom("matches").select(["state", "reason"]).where("id", "=", result.id).executeTakeFirst();
    const changes = await database()
      .selectFrom("rating_changes")
      .select(["player", "number"])
      .where("match_id", "=", result.id)
      .orderBy("number")
      .execute();
    const board = async (id: string) => (await steps.leaderboard.among(id, [winner, loser])).map(({ player, value }) => [player === winner, value]);
    return { match, changes: changes.length, wins: await board("hands-wins"), ratings: await board("hands-duel-rating") };
  }

  const DONE = {
    match: { state: "settled", reason: "played" },
    changes: 2,
    wins: [[true, 1]],
    ratings: [
      [true, 1662],
      [false, 1338],
    ],
  };

  it("[FM-1] records, rates, puts on boards and settles", async () => {
    const played = await duel();
    await finishMatch(steps, played.result);
    assert.deepEqual(await traces(played), DONE);
    assert.deepEqual(await steps.store.find(played.result.id), played.result);
  });

  it("[FM-2] does nothing the second time, however often and at once it is delivered", async () => {
    const played = await duel();
    const deliveries = await Promise.all(Array.from({ length: 6 }, () => finishMatch(steps, played.result)));
    for (const changes of deliveries) assert.deepEqual(changes, deliveries[0]);
    assert.deepEqual(await finishMatch(steps, played.result), deliveries[0]);
    assert.deepEqual(await traces(played), DONE);
  });

  it("[FM-3] is cured by running again, wherever it was cut off", async () => {
    for (const cut of ["record", "apply", "submit", "settle"]) {
      const played = await duel();
      const crash = () => Promise.reject(new Error("cut off"));
      const { store, ratings, leaderboard } = steps;
      const cutOff: FinishSteps = {
        store: { record: cut === "record" ? crash : (result) => store.record(result), settle: cut === "settle" ? crash : (id) => store.settle(id) },
        ratings: { apply: cut === "apply" ? crash : (result) => ratings.apply(result) },
        leaderboard: { boards: BOARDS, submit: cut === "submit" ? crash : (board, entries) => leaderboard.submit(board, entries) },
      };
      await assert.rejects(finishMatch(cutOff, played.result), /cut off/);
      assert.notDeepEqual(await traces(played), DONE);
      await finishMatch(steps, played.result);
      assert.deepEqual(await traces(played), DONE, cut);
    }
  });

  it("[FM-4] keeps the first result of a match: another one, later, changes nothing", async () => {
    const played = await duel();
    await finishMatch(steps, played.result);
    const [first, second] = played.result.participants;
    assert.ok(first && second);
    const turned = [
      { ...first, place: 2 },
      { ...second, place: 1 },
    ];
    await finishMatch(steps, { ...played.result, participants: turned });
    await finishMatch(steps, { ...played.result, counts: false, reason: "fault", participants: [] });
    assert.deepEqual(await traces(played), DONE);
  });

  it("[FM-6] takes the result of a process that is back, where a sweep had to say that nothing is known; once", async () => {
    const played = await duel();
    const unknown = { ...played.result, counts: false, reason: "fault", participants: [] };
    for (let time = 0; time < 2; time++) await finishMatch(steps, unknown);
    assert.deepEqual(await traces(played), { match: { state: "settled", reason: "fault" }, changes: 0, wins: [], ratings: [] });
    await Promise.all(Array.from({ length: 4 }, () => finishMatch(steps, played.result)));
    assert.deepEqual(await traces(played), DONE);
    await finishMatch(steps, unknown);
    assert.deepEqual(await traces(played), DONE);
  });

  /** The account is deleted, and everything about it was erased. */
  async function remove(player: PlayerId): Promise<void> {
    await database().deleteFrom("players").where("id", "=", player).execute();
    await database().insertInto("account_deletions").values({ player, asked_at: new Date() }).execute();
  }

  /** Whether anything still says that there was a player of this id or name. */
  async function isKnown(player: PlayerId): Promise<boolean> {
    const named = (["match_seats", "ratings", "rating_changes", "board_entries", "board_standings"] as const).map((table) =>
      database().selectFrom(table).select("player").where("player", "=", player).execute(),
    );
    const seats = database().selectFrom("match_seats").select("name").where("name", "=", player.slice(2, 6)).execute();
    const row = database().selectFrom("players").select("id").where("id", "=", player).execute();
    const gone = database().selectFrom("players").select("id").where("id", "like", "gone:%").execute();
    return (await Promise.all([...named, seats, row, gone])).some((rows) => rows.length > 0);
  }

  it("[FM-7] brings nobody back who deleted their account before the result came, and gives the others what they reached", async () => {
    const withGuests = { ...steps, guests: new MissingGuests(database()) };
    const played = await duel();
    await remove(played.loser);
    const [change, ...more] = await finishMatch(withGuests, played.result);
    assert.deepEqual([change?.player, Math.round(change?.after ?? 0), more], [played.winner, 1662, []]);
    assert.deepEqual(await finishMatch(withGuests, played.result), [change]);
    assert.deepEqual(await traces(played), { ...DONE, changes: 1, ratings: [[true, 1662]] });
    assert.equal(await isKnown(played.loser), false);
    const seats = (await new MatchHistory(database()).find(played.result.id))?.seats ?? [];
    assert.deepEqual(
      seats.map(({ player, name, place }) => [player, name, place]),
      [
        [played.winner, played.winner.slice(2, 6), 1],
        ["", "", 2],
      ],
    );
  });

  it("[FM-8] rates the others all the same where it is cut off after the result of a deleted player is stored, and nobody where all are", async () => {
    const [played, empty] = [await duel(), await duel()];
    await remove(played.loser);
    const { result } = await steps.store.record(played.result);
    assert.deepEqual(
      result.participants.map(({ player }) => isGone(player)),
      [false, true],
    );
    await database()
      .updateTable("matches")
      .set({ claimed_until: new Date(0) })
      .where("id", "=", result.id)
      .execute();
    for (const claimed of await steps.store.claim(10)) await finishMatch(steps, claimed);
    assert.deepEqual(await traces(played), { ...DONE, changes: 1, ratings: [[true, 1662]] });
    for (const player of [empty.winner, empty.loser]) await remove(player);
    assert.deepEqual(await finishMatch(steps, empty.result), []);
    assert.deepEqual(await traces(empty), { match: DONE.match, changes: 0, wins: [], ratings: [] });
  });

  it("[FM-5] costs nobody rating and feeds no board where there is no result, and says why", async () => {
    for (const reason of ["abandoned", "fault"]) {
      const played = await duel({ counts: false, reason });
      assert.deepEqual(await finishMatch(steps, played.result), []);
      assert.deepEqual(await traces(played), { match: { state: "settled", reason }, changes: 0, wins: [], ratings: [] });
    }
  });
});
