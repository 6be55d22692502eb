import assert from "node:assert/strict";
import { MAX_SEATS, PROTECTION_TICKS } from "./rules.ts";
import { joined, TestMatch } from "./test-match.ts";

describe("arena seats", () => {
  it("a late join is placed, protected, and plays at once", () => {
    const match = new TestMatch(2);
    match.run(50);
    match.step({}, [joined(5)]);
    const late = match.player(5);
    assert.deepEqual([late.health, late.respawn, late.score, late.team, late.protection], [100, 0, 0, 5, PROTECTION_TICKS - 1]);
    const { x } = late;
    match.run(5, { 5: { moveX: late.x < 10_000 ? 127 : -127 } });
    assert.notEqual(late.x, x);
  });

  it("drop, take-over, return and leave keep the entry and its score", () => {
    const match = new TestMatch(2);
    match.kill(0, 1);
    const entry = match.player(0);
    match.step({}, [{ kind: "drop", seat: 0 }]);
    match.step({}, [{ kind: "takeover", seat: 0 }]);
    assert.deepEqual([entry.connected, entry.bot, entry.player], [false, true, "p0"]);
    match.step({}, [{ kind: "back", seat: 0 }]);
    assert.deepEqual([entry.connected, entry.bot], [true, false]);
    match.step({}, [{ kind: "leave", seat: 0, name: "Iris" }]);
    assert.deepEqual([entry.name, entry.player, entry.bot, entry.score, entry.kills], ["Iris", "", true, 1, 1]);
    assert.equal(match.player(0), entry);
  });

  it("who takes the seat of a bot starts fresh, in its team", () => {
    const match = new TestMatch(4, { mode: "teams" });
    match.kill(1, 0);
    match.step({}, [joined(1, { player: "new" })]);
    const entry = match.player(1);
    assert.deepEqual([entry.player, entry.team, entry.score, entry.kills, entry.health], ["new", 1, 0, 0, 100]);
    assert.equal(match.world.scoreB, 1);
  });

  it("an entry that is removed is gone, and the match goes on", () => {
    const match = new TestMatch(3);
    match.step({}, [{ kind: "remove", seat: 1 }]);
    assert.equal(match.world.players.has("1"), false);
    match.run(30);
    assert.equal(match.world.phase, "playing");
  });

  it("teams stay balanced, whoever joins and goes", () => {
    const match = new TestMatch(7, { mode: "teams" });
    match.step({}, [
      { kind: "remove", seat: 0 },
      { kind: "remove", seat: 2 },
    ]);
    match.step({}, [joined(8), joined(9), joined(10)]);
    let first = 0;
    match.world.players.forEach((player) => {
      if (player.team === 0) first++;
    });
    assert.deepEqual([first, match.world.players.size], [4, 8]);
  });

  it("a wished team is given while it has room", () => {
    const match = new TestMatch(0, { mode: "teams" });
    for (let seat = 0; seat < MAX_SEATS; seat++) match.step({}, [joined(seat, { team: 1 })]);
    const teams = Array.from({ length: MAX_SEATS }, (_, seat) => match.player(seat).team);
    assert.deepEqual(teams, [...new Array(8).fill(1), ...new Array(8).fill(0)]);
  });

  it("sixteen at once all stand apart", () => {
    for (const mode of ["ffa", "teams"]) {
      for (const map of ["foundry", "longshore", "orbit"]) {
        const match = new TestMatch(MAX_SEATS, { mode, map });
        const places = new Set(Array.from({ length: MAX_SEATS }, (_, seat) => `${match.player(seat).x},${match.player(seat).y}`));
        assert.equal(places.size, MAX_SEATS, `${mode} on ${map}`);
      }
    }
  });
});
