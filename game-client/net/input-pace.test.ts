import assert from "node:assert/strict";
import { InputPace } from "./input-pace.ts";

const TICK_MS = 1000 / 30;

describe("the pace of inputs", () => {
  it("leaves one out after two seconds in which every input waited behind others", () => {
    const pace = new InputPace(TICK_MS);
    play(pace, 0, 2.1, () => 50 + 3 * TICK_MS);
    assert.deepEqual([pace.of(1), pace.of(1)], [0, 1]);
  });

  it("leaves none out where some input was quick, however late the rest", () => {
    const pace = new InputPace(TICK_MS);
    play(pace, 0, 6, (nowMs) => 50 + (nowMs % 500 < 40 ? 1 : 4) * TICK_MS);
    assert.equal(pace.of(1), 1);
  });

  it("leaves none out for jitter", () => {
    const pace = new InputPace(TICK_MS);
    play(pace, 0, 6, () => 50 + 2.5 * TICK_MS, 30);
    assert.equal(pace.of(1), 1);
  });

  it("leaves out no more than one in two seconds", () => {
    const pace = new InputPace(TICK_MS);
    play(pace, 0, 2.1, () => 50 + 4 * TICK_MS);
    assert.equal(pace.of(3), 2);
    play(pace, 2.1, 3.9, () => 50 + 4 * TICK_MS);
    assert.equal(pace.of(1), 1);
  });
});

/** Acknowledgements at every tick from `from` to `to` seconds. */
function play(pace: InputPace, from: number, to: number, roundTripMs: (nowMs: number) => number, jitterMs = 0): void {
  for (let nowMs = from * 1000 + 1; nowMs < to * 1000; nowMs += TICK_MS) pace.sample(roundTripMs(nowMs), 50, jitterMs, nowMs);
}
