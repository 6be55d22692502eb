import assert from "node:assert/strict";
import { RESPAWN_TICKS } from "../../../rooms/arena/rules.ts";
import { TestMatch } from "../../../rooms/arena/test-match.ts";
import { MatchEvents } from "./match-events.ts";

describe("what two states in a row tell", () => {
  it("is nothing of what was there when we came", () => {
    assert.deepEqual(new MatchEvents().next(new TestMatch(3).world), []);
  });

  it("is who was hurt by whom and how much, and who fell", () => {
    const match = new TestMatch(2);
    const events = new MatchEvents();
    events.next(match.world);
    match.put(0, 200, 50);
    match.put(1, 300, 50);
    match.step({ 0: { beam: true, aim: 0 } });
    assert.deepEqual(
      events.next(match.world).filter(({ kind }) => kind === "hurt"),
      [{ kind: "hurt", seat: 1, by: 0, lost: 36 }],
    );
    Object.assign(match.player(1), { respawn: RESPAWN_TICKS, hitBy: 0 });
    assert.deepEqual(events.next(match.world), [{ kind: "fell", seat: 1, by: 0 }]);
    Object.assign(match.player(1), { respawn: 0 });
    assert.deepEqual(events.next(match.world), [{ kind: "appeared", seat: 1 }]);
  });

  it("is a pickup that is gone, and the feed's news in their order", () => {
    const match = new TestMatch(2);
    const events = new MatchEvents();
    events.next(match.world);
    const pickup = match.world.pickups.get("0");
    const slot = (key: string) => match.world.feed.get(key);
    assert.ok(pickup);
    pickup.back += 1000;
    Object.assign(slot("1") ?? {}, { id: 9, kind: "streak" });
    Object.assign(slot("0") ?? {}, { id: 8, kind: "kill" });
    const told = events.next(match.world);
    assert.deepEqual(
      told.map((event) => (event.kind === "told" ? event.entry.kind : event.kind)),
      ["picked", "kill", "streak"],
    );
    assert.deepEqual(events.next(match.world), []);
  });

  it("is a rematch that begins, and nothing of the match before", () => {
    const match = new TestMatch(2);
    const events = new MatchEvents();
    events.next(match.world);
    match.world.matchId = "another";
    match.player(0).hitTick += 5;
    assert.deepEqual(
      events.next(match.world).map(({ kind }) => kind),
      ["began", "appeared", "appeared"],
    );
  });
});
