import assert from "node:assert/strict";
import type { MatchId, PlayerId } from "../ids.ts";
import { MatchData } from "../matches/match-data.ts";
import { MatchStore } from "../matches/match-store.ts";
import { onEachDatabase } from "../testing/databases.ts";
import { newPlayers, resultOf } from "../testing/match-results.ts";
import { Pins } from "./pins.ts";

onEachDatabase("pins", (database) => {
  it("keep a match until the last who wanted it lets it go or is gone, and for nobody where who played it is gone", async () => {
    const pins = new Pins(database());
    const [one, two, three] = newPlayers(3) as [PlayerId, PlayerId, PlayerId];
    const [first, second] = [resultOf([one, two]), resultOf([one, three])];
    for (const result of [first, second]) {
      await new MatchStore(database()).record(result);
      assert.deepEqual(await pins.pin(one, result.id), { ok: true });
    }
    assert.deepEqual(await pins.pin(two, second.id), { ok: false, reason: "not-played" });
    assert.deepEqual(await pins.pinned(), new Set([first.id, second.id]));
    await new MatchData(database()).erase(two);
    assert.deepEqual(await pins.pinned(), new Set([second.id]), "the name of who is gone is kept no longer than others are");
    await pins.erase(one);
    assert.deepEqual(await pins.pinned(), new Set());
    assert.deepEqual(await pins.dataOf(one), []);
  });

  it("come in the order in which they are kept: those of registered players before those of guests, newer before older", async () => {
    const pins = new Pins(database());
    const people = newPlayers(3) as [PlayerId, PlayerId, PlayerId];
    for (const [i, id] of people.entries())
      await database()
        .insertInto("players")
        .values({ id, name: id, name_key: id, guest: i > 0 })
        .execute();
    const [account, guest, other] = people;
    const results = Array.from({ length: 5 }, () => resultOf(people));
    for (const result of results) await new MatchStore(database()).record(result);
    const [a, b, c, d, e] = results.map(({ id }) => id) as [MatchId, MatchId, MatchId, MatchId, MatchId];
    for (const [player, match] of [
      [guest, a],
      [account, b],
      [guest, c],
      [account, d],
      [other, e],
      [guest, b],
    ] as const)
      await pins.pin(player, match);
    assert.deepEqual(
      [...(await pins.pinned())].filter((match) => results.some(({ id }) => id === match)),
      [b, d, e, c, a],
    );
  });

  it("are twenty of a player at most, also where several are asked for at once", async () => {
    const pins = new Pins(database());
    const [one, two] = newPlayers(2) as [PlayerId, PlayerId];
    const results = Array.from({ length: 23 }, () => resultOf([one, two]));
    for (const result of results) await new MatchStore(database()).record(result);
    const answers = await Promise.all(results.map(({ id }) => pins.pin(one, id)));
    const kept = results.filter((_, index) => answers[index]?.ok);
    assert.equal(kept.length, 20);
    assert.deepEqual(
      answers.filter(({ ok }) => !ok),
      Array.from({ length: 3 }, () => ({ ok: false, reason: "too-many" })),
    );
    const [first] = kept;
    const refused = results.find(({ id }) => !kept.some((result) => result.id === id));
    assert.ok(first && refused);
    assert.deepEqual(await pins.pin(one, first.id), { ok: true }, "again what is pinned");
    await pins.unpin(one, first.id);
    assert.deepEqual(await pins.pin(one, refused.id), { ok: true });
    assert.deepEqual(await pins.pin(two, first.id), { ok: true }, "the limit is each player's");
  });
});
