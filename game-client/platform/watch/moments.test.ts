import assert from "node:assert/strict";
import type { TimedMoment } from "../../net/playback.ts";
import { ALL_MOMENTS, kindOf, momentBeside, momentNear, shownMoments } from "./moments.ts";

const moment = (tick: number, kind: string, ...seats: number[]): TimedMoment => ({ tick, kind, seats });
const MOMENTS = [moment(10, "pickup", 2), moment(60, "kill", 1, 2), moment(60, "lead", 1), moment(200, "kill", 2, 0), moment(400, "horn")];

describe("the moments of a match", () => {
  it("are those of a player, whoever did it and whoever it was done to", () => {
    assert.deepEqual(
      shownMoments(MOMENTS, { ...ALL_MOMENTS, seat: 2 }).map(({ tick }) => tick),
      [10, 60, 200],
    );
    assert.deepEqual(shownMoments(MOMENTS, { ...ALL_MOMENTS, seat: 7 }), []);
  });

  it("are those of the kinds that are wanted, a game's own among the others", () => {
    assert.deepEqual(
      shownMoments(MOMENTS, { seat: undefined, kinds: new Set(["lead"]) }).map(({ kind }) => kind),
      ["lead"],
    );
    assert.deepEqual(
      shownMoments(MOMENTS, { seat: undefined, kinds: new Set(["other"]) }).map(({ kind }) => kind),
      ["horn"],
    );
  });

  it("have each a kind with a shape and a filter: what Arena tells is of no other", () => {
    const kinds = ["kill", "first", "multi", "streak", "shutdown", "lead", "pickup", "sudden-death", "end", "horn", "toString"];
    assert.deepEqual(
      kinds.map((kind) => kindOf({ kind })),
      ["kill", "feat", "feat", "feat", "feat", "lead", "pickup", "turn", "turn", "other", "other"],
    );
  });

  it("are gone through one by one from where the match is, also while it plays on a little", () => {
    assert.equal(momentBeside(MOMENTS, 0, 1)?.tick, 10);
    assert.equal(momentBeside(MOMENTS, 60, 1)?.tick, 200);
    assert.equal(momentBeside(MOMENTS, 62, -1)?.tick, 10);
    assert.equal(momentBeside(MOMENTS, 5, -1), undefined);
    assert.equal(momentBeside(MOMENTS, 400, 1), undefined);
  });

  it("are told of where one points near them", () => {
    assert.equal(momentNear(MOMENTS, 190, 20)?.tick, 200);
    assert.equal(momentNear(MOMENTS, 150, 20), undefined);
  });
});
