import assert from "node:assert/strict";
import { NOBODY, SUDDEN_DEATH_TICKS } from "./rules.ts";
import { outcome } from "./scoring.ts";
import { joined, TestMatch } from "./test-match.ts";
import type { FeedEntry } from "./world.ts";

/** The feed's events, oldest first. */
function events(match: TestMatch): FeedEntry[] {
  const found: FeedEntry[] = [];
  match.world.feed.forEach((entry) => {
    if (entry.id > 0) found.push(entry);
  });
  return found.sort((a, b) => a.id - b.id);
}

function toTheEnd(match: TestMatch): void {
  while (match.world.tick < match.world.endTick) match.step();
}

describe("arena scoring", () => {
  it("waits for two, and what is done alone does not count", () => {
    const match = new TestMatch(1);
    assert.equal(match.world.phase, "waiting");
    const x = match.player(0).x;
    match.run(10, { 0: { moveX: 127, bolt: true } });
    assert.notEqual(match.player(0).x, x);
    assert.equal(match.world.endTick, 0);
    match.step({}, [joined(1)]);
    assert.equal(match.world.phase, "playing");
    assert.equal(match.world.bolts.size, 0);
    assert.equal(match.world.endTick, match.world.tick + 3 * 60 * 30);
  });

  it("first to the score limit wins, and the world stands still", () => {
    const match = new TestMatch(3, { scoreLimit: 2 });
    match.kill(0, 1);
    match.kill(2, 1);
    match.player(0).respawn = 0;
    assert.equal(match.world.phase, "playing");
    match.kill(0, 2);
    assert.equal(match.world.phase, "finished");
    assert.deepEqual(outcome(match.world), {
      reason: "score",
      ranking: [
        { seat: 0, place: 1 },
        { seat: 2, place: 2 },
        { seat: 1, place: 3 },
      ],
    });
    match.step({}, [joined(0, { player: "late" })]);
    assert.deepEqual([outcome(match.world)?.ranking[0], match.player(0).place], [{ seat: 0, place: 1 }, 1]);
    const before = structuredClone({ players: match.world.players, hidden: match.world.hidden });
    match.run(5, { 0: { moveX: 127, bolt: true } });
    assert.deepEqual({ players: match.world.players, hidden: match.world.hidden }, before);
    match.step({}, [{ kind: "rematch", seat: 1 }]);
    assert.equal(match.player(1).rematch, true);
  });

  it("has no outcome before the end", () => {
    assert.equal(outcome(new TestMatch(2).world), undefined);
  });

  it("ends when time is up with who leads, and equal places share a number", () => {
    const match = new TestMatch(4, { minutes: 1 });
    match.kill(2, 0);
    toTheEnd(match);
    assert.equal(match.world.endReason, "time");
    assert.deepEqual(
      outcome(match.world)?.ranking.map(({ place }) => place),
      [1, 2, 2, 2],
    );
  });

  it("a tie goes on until one leads", () => {
    const match = new TestMatch(3, { minutes: 1 });
    toTheEnd(match);
    assert.deepEqual([match.world.phase, match.world.suddenDeath], ["playing", true]);
    match.run(100);
    assert.equal(match.world.phase, "playing");
    match.kill(1, 2);
    assert.equal(match.world.endReason, "sudden-death");
    assert.equal(outcome(match.world)?.ranking[0]?.seat, 1);
  });

  it("a tie that nobody breaks is a draw", () => {
    const match = new TestMatch(2, { minutes: 1 });
    toTheEnd(match);
    match.run(SUDDEN_DEATH_TICKS);
    assert.equal(match.world.endReason, "time");
    assert.deepEqual(
      outcome(match.world)?.ranking.map(({ place }) => place),
      [1, 1],
    );
  });

  it("two who reach the limit in the same tick go into sudden death", () => {
    const match = new TestMatch(3, { scoreLimit: 1 });
    match.put(2, 1500, 1050);
    match.put(0, 300, 50).health = 5;
    match.put(1, 400, 50).health = 5;
    match.step({ 0: { beam: true, aim: 0 }, 1: { beam: true, aim: 32768 } });
    assert.deepEqual([match.world.phase, match.world.suddenDeath], ["playing", true]);
    match.kill(0, 2);
    assert.equal(match.world.endReason, "sudden-death");
  });

  it("teams count together and share their places", () => {
    const match = new TestMatch(4, { mode: "teams", scoreLimit: 2 });
    assert.deepEqual(
      [0, 1, 2, 3].map((seat) => match.player(seat).team),
      [0, 1, 0, 1],
    );
    match.kill(1, 0);
    match.kill(3, 2);
    assert.deepEqual([match.world.scoreA, match.world.scoreB, match.world.phase], [0, 2, "finished"]);
    assert.deepEqual(outcome(match.world)?.ranking, [
      { seat: 1, place: 1 },
      { seat: 3, place: 1 },
      { seat: 0, place: 2 },
      { seat: 2, place: 2 },
    ]);
  });
});

describe("arena feed", () => {
  it("tells of a kill, who helped, and by what", () => {
    const match = new TestMatch(3);
    match.put(2, 300, 50);
    match.put(1, 400, 50);
    match.step({ 2: { beam: true, aim: 0 } });
    match.put(2, 1500, 1050);
    match.kill(0, 1);
    const [kill] = events(match);
    assert.deepEqual({ ...kill, tick: 0 }, { id: 1, tick: 0, kind: "kill", actor: 0, target: 1, assist: 2, weapon: "beam", amount: 0 });
    assert.deepEqual([match.player(0).kills, match.player(2).assists, match.player(1).deaths], [1, 1, 1]);
  });

  it("an old hit is no assist", () => {
    const match = new TestMatch(3);
    match.put(2, 300, 50);
    match.put(1, 400, 50);
    match.step({ 2: { beam: true, aim: 0 } });
    match.put(2, 1500, 1050);
    match.run(150);
    match.kill(0, 1);
    assert.equal(events(match)[0]?.assist, NOBODY);
  });

  it("tells of rows, streaks, and who ends them, in slots that are used in turn", () => {
    const match = new TestMatch(2, { scoreLimit: 50 });
    for (let i = 0; i < 3; i++) match.kill(0, 1);
    match.kill(1, 0);
    const told = events(match).map(({ id, kind, amount }) => `${id} ${kind} ${amount}`);
    assert.deepEqual(told, ["1 kill 0", "2 kill 0", "3 multi 2", "4 kill 0", "5 multi 3", "6 streak 3", "7 kill 0", "8 shutdown 3"]);
    match.kill(1, 0);
    assert.deepEqual(
      events(match).map(({ id }) => id),
      [3, 4, 5, 6, 7, 8, 9, 10],
    );
    assert.deepEqual([match.player(0).streak, match.player(1).streak], [0, 2]);
  });
});
