import assert from "node:assert/strict";
import { newMatchId } from "../ids.ts";
import type { LivePlayer, StartedMatch } from "../matches/matches.ts";
import type { FeedEvent } from "./live-feed.ts";
import { ScoreWatch } from "./score-watch.ts";

describe("ScoreWatch", () => {
  it("tells of changes alone, one for each look, and no sooner than spectators see them", () => {
    const { watch, match, told, pass } = watched();
    const all: (number | undefined)[] = [];
    for (const score of [0, 0, 1, 2, 2, 2, 2]) {
      match.score = score;
      watch.look();
      all.push(told.splice(0).map(scoreOf)[0]);
      pass(1000);
    }
    // Two seconds after they were so.
    assert.deepEqual(all, [undefined, undefined, 0, undefined, 1, 2, undefined]);
  });

  it("tells of the newest of several that became old enough at once", () => {
    const { watch, match, told, pass } = watched();
    for (const score of [1, 2, 3]) {
      match.score = score;
      watch.look();
      pass(10);
    }
    pass(5000);
    watch.look();
    assert.deepEqual(told.map(scoreOf), [3]);
  });

  it("tells nothing of private matches, nor of a score once its match is over", () => {
    const { watch, match, told, pass, end } = watched();
    watch.look();
    end();
    pass(5000);
    watch.look();
    const secret = watched({ ranked: false });
    secret.watch.look();
    secret.pass(5000);
    secret.watch.look();
    assert.deepEqual([...told, ...secret.told], []);
    assert.equal(match.score, 0);
  });
});

function watched({ ranked = true } = {}) {
  const told: FeedEvent[] = [];
  const match = { score: 0 };
  let nowMs = 0;
  const player = (): LivePlayer => ({ player: "", name: "One", seat: 0, team: 0, score: match.score, bot: true });
  const started: StartedMatch = {
    ...{ id: newMatchId(), game: "hands", mode: "duel", map: "", ranked, startedAt: new Date(0), roomId: "room" },
    players: () => [player()],
  };
  let live = [started];
  const watch = new ScoreWatch({ feed: { publish: (event) => told.push(event) }, live: () => live, delayMs: () => 2000, nowMs: () => nowMs });
  return {
    watch,
    match,
    told,
    pass: (ms: number) => {
      nowMs += ms;
    },
    end: () => {
      live = [];
    },
  };
}

function scoreOf({ data }: FeedEvent): number | undefined {
  return (data as { leaders: readonly { score: number }[] }).leaders[0]?.score;
}
