import assert from "node:assert/strict";
import type { PlayerId } from "../ids.ts";
import type { MatchResult } from "../matches/match-result.ts";
import { onEachDatabase } from "../testing/databases.ts";
import { newPlayers, participant, resultOf } from "../testing/match-results.ts";
import { StoredRatings } from "./stored-ratings.ts";

const DAY_MS = 24 * 3600 * 1000;

onEachDatabase("ratings", (database) => {
  let nowMs = Date.parse("2026-05-01T12:00:00Z");
  const ratings = () => new StoredRatings(database(), () => new Date(nowMs));
  const changesOf = (player: PlayerId) =>
    database().selectFrom("rating_changes").selectAll().where("player", "=", player).orderBy("number").execute();

  it("[RA-1] rates a result once: repeating it, also at the same time, changes nothing and gives the same changes", async () => {
    const [one, two] = newPlayers(2) as [PlayerId, PlayerId];
    const result = resultOf([one, two]);
    const first = await ratings().apply(result);
    const again = await Promise.all(Array.from({ length: 5 }, () => ratings().apply(result)));
    for (const changes of again) assert.deepEqual(changes, first);
    assert.equal((await changesOf(one)).length, 1);
    const [change] = first.filter(({ player }) => player === one);
    assert.deepEqual([change?.before, Math.round(change?.after ?? 0), change?.provisional], [1500, 1662, true]);
  });

  it("[RA-2] chains the changes of a player: each begins where the last ended, without a gap, also for many matches at once", async () => {
    const players = newPlayers(4);
    const results: MatchResult[] = [];
    for (let i = 0; i < 40; i++) {
      const playing = players.toSorted(() => Math.random() - 0.5).slice(0, 2 + (i % 3));
      results.push(resultOf(playing));
    }
    await Promise.all([...results, ...results].map((result) => ratings().apply(result)));
    for (const player of players) {
      const changes = await changesOf(player);
      assert.equal(changes.length, results.filter((result) => result.participants.some((each) => each.player === player)).length);
      let before = { value: 1500, deviation: 350, at: 0 };
      changes.forEach((change, index) => {
        assert.equal(change.number, index + 1);
        assert.equal(change.value_before, before.value);
        assert.equal(change.deviation_before, before.deviation);
        assert.ok(change.at.getTime() > before.at);
        before = { value: change.value_after, deviation: change.deviation_after, at: change.at.getTime() };
      });
      const [rating] = await ratings().of(player);
      assert.equal(rating?.value, before.value);
    }
  });

  it("[RA-3] leaves everybody alone where the match has no result, is private, or has people on one side alone", async () => {
    const [one, two] = newPlayers(2) as [PlayerId, PlayerId];
    const together = [participant(one, 1, { seat: 0, team: 0 }), participant(two, 1, { seat: 1, team: 0 })];
    const late = [participant(one, 1, { seat: 0 }), participant(two, 2, { seat: 1, rated: false })];
    for (const result of [
      resultOf([one, two], { counts: false, reason: "fault" }),
      resultOf([one, two], { ranked: false }),
      resultOf([one]),
      resultOf([], { participants: together }),
      resultOf([], { participants: late }),
    ])
      assert.deepEqual(await ratings().apply(result), []);
    assert.deepEqual(await ratings().of(one), []);
  });

  it("[RA-4] keeps one rating a game and mode, and its history with the newest last", async () => {
    const [one, two] = newPlayers(2) as [PlayerId, PlayerId];
    for (let i = 0; i < 3; i++) await ratings().apply(resultOf([one, two]));
    await ratings().apply(resultOf([two, one], { game: "other", mode: "ffa" }));
    const held = await ratings().of(one);
    assert.deepEqual(
      held.map(({ game, mode, value }) => [game, mode, value > 1500]),
      [
        ["hands", "duel", true],
        ["other", "ffa", false],
      ],
    );
    const history = await ratings().history(one, "hands", "duel", 2);
    assert.equal(history.length, 2);
    assert.equal(history[1]?.value, held[0]?.value);
    assert.ok((history[0]?.value ?? 0) < (history[1]?.value ?? 0));
  });

  it("[RA-5] is less sure of who was away, and moves them further, while what is stored stays as it was", async () => {
    const [one, two] = newPlayers(2) as [PlayerId, PlayerId];
    for (let i = 0; i < 12; i++) await ratings().apply(resultOf(i % 2 ? [one, two] : [two, one]));
    const [before] = await ratings().of(one);
    nowMs += 400 * DAY_MS;
    const [after] = await ratings().of(one);
    assert.equal(after?.value, before?.value);
    assert.ok(before && after && after.deviation > before.deviation);
    const [change] = (await ratings().apply(resultOf([one, two]))).filter(({ player }) => player === one);
    assert.equal(change?.before, before?.value);
    const rows = await changesOf(one);
    assert.equal(rows.at(-1)?.deviation_before, rows.at(-2)?.deviation_after);
  });
});
