import assert from "node:assert/strict";
import { newMatchId } from "../ids.ts";
import { DelayedScores } from "./delayed-scores.ts";
import type { StartedMatch } from "./matches.ts";

describe("the scores of live matches", () => {
  let score: number;
  let nowMs: number;
  let match: StartedMatch;
  const players = () => [{ player: "" as const, name: "Bot", seat: 0, team: 0, score, bot: true }];
  const shown = (scores: DelayedScores) => scores.live()[0]?.players()[0]?.score;

  beforeEach(() => {
    [score, nowMs] = [7, 0];
    match = { id: newMatchId(), game: "hands", mode: "duel", map: "", ranked: true, startedAt: new Date(), roomId: "r", players };
  });

  it("are shown as they were when spectators saw them, never sooner", () => {
    const scores = new DelayedScores({ live: () => [match], delayMs: () => 2000, nowMs: () => nowMs });
    assert.equal(shown(scores), 0, "of a match that has just begun");
    for (nowMs = 0; nowMs <= 10_000; nowMs += 500) {
      score = nowMs;
      scores.look();
      assert.equal(shown(scores), Math.max(0, nowMs - 2000));
    }
  });

  it("are those of now where a game has no delay", () => {
    const scores = new DelayedScores({ live: () => [match], delayMs: () => 0, nowMs: () => nowMs });
    assert.equal(shown(scores), 7);
  });

  it("of a match that is over are those of one that runs, until spectators have seen its end", () => {
    let live = [match];
    const scores = new DelayedScores({ live: () => live, delayMs: () => 2000, nowMs: () => nowMs });
    for (nowMs = 0; nowMs < 6000; nowMs += 500) {
      score = nowMs;
      scores.look();
    }
    live = [];
    score = 6000;
    for (; nowMs < 7999; nowMs += 333) {
      scores.look();
      assert.ok((shown(scores) ?? Number.NaN) <= nowMs - 2000, `at ${nowMs}`);
    }
    nowMs = 8500;
    assert.deepEqual(scores.live(), []);
  });

  it("of a match that is over are forgotten", () => {
    let live = [match];
    const scores = new DelayedScores({ live: () => live, delayMs: () => 2000, nowMs: () => nowMs });
    scores.look();
    live = [];
    nowMs = 5000;
    scores.look();
    live = [match];
    assert.equal(shown(scores), 0);
  });
});
