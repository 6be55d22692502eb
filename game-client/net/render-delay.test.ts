import assert from "node:assert/strict";
import { slewDelayMs, wantedDelayMs } from "./render-delay.ts";

describe("how far in the past the others are drawn", () => {
  it("is one and a half patches on a steady line", () => {
    assert.equal(Math.round(wantedDelayMs(1000 / 30, 2)), 50);
  });

  it("grows with jitter, within what the server rewinds", () => {
    assert.equal(Math.round(wantedDelayMs(1000 / 30, 15)), 63);
    assert.equal(wantedDelayMs(1000 / 30, 500), 150);
  });

  it("never is less than one and a half patches of a slow game", () => {
    assert.equal(wantedDelayMs(200, 0), 300);
  });

  it("changes slowly, so that nobody is seen to jump", () => {
    assert.equal(slewDelayMs(67, 150, 1000), 87);
    assert.equal(slewDelayMs(150, 67, 100), 148);
    assert.equal(slewDelayMs(67, 67.5, 1000), 67.5);
  });
});
