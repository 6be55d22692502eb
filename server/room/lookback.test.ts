import assert from "node:assert/strict";
import { Lookback } from "./lookback.ts";

describe("Lookback", () => {
  const at30Hz = () => {
    const lookback = new Lookback(30);
    for (let tick = 1; tick <= 20; tick++) lookback.sent(tick, 1000 + Math.floor((tick * 1000) / 30));
    return lookback;
  };

  it("places a render time between two patches on the grid of sixteenths", () => {
    const lookback = new Lookback(30);
    lookback.sent(10, 1000);
    lookback.sent(11, 1032);
    assert.equal(lookback.sixteenths(1000, 12), 32);
    assert.equal(lookback.sixteenths(1016, 12), 24);
    assert.equal(lookback.sixteenths(1002, 12), 31);
  });

  it("takes the newest patch for a time after it, and the present for a client without a clock", () => {
    const lookback = at30Hz();
    assert.equal(lookback.sixteenths(99_999, 21), 16);
    assert.equal(lookback.sixteenths(0, 21), 0);
    assert.equal(lookback.sixteenths(Number.NaN, 21), 0);
  });

  it("never looks back more than 250 ms, whatever a client claims", () => {
    const lookback = at30Hz();
    assert.equal(lookback.sixteenths(1, 21), 120);
    assert.equal(lookback.sixteenths(-5, 21), 0);
  });

  it("knows nothing of an earlier match", () => {
    const lookback = at30Hz();
    lookback.clear();
    assert.equal(lookback.sixteenths(1100, 3), 0);
  });

  it("bridges patches that were sent every second tick", () => {
    const lookback = new Lookback(30);
    lookback.sent(10, 1000);
    lookback.sent(12, 1066);
    assert.equal(lookback.sixteenths(1033, 13), 32);
  });
});
