import assert from "node:assert/strict";
import { TickWatch } from "./tick-watch.ts";

describe("the watch on the server's ticks", () => {
  it("measures the server's pace, once it has watched for three seconds", () => {
    const watch = new TickWatch();
    for (let ms = 0; ms <= 2500; ms += 50) watch.frame(ms, Math.floor(ms / 50), 0);
    assert.equal(watch.ticksPerSecond, undefined);
    for (let ms = 2550; ms <= 20_000; ms += 50) watch.frame(ms, Math.floor(ms / 50), 0);
    assert.equal(watch.ticksPerSecond, 20);
  });

  it("counts ticks for which no input of ours was there, and inputs that were left out", () => {
    const watch = new TickWatch();
    watch.frame(0, 100, 50);
    watch.frame(33, 101, 51);
    watch.frame(66, 104, 52);
    assert.deepEqual([watch.repeated, watch.dropped], [2, 0]);
    watch.frame(99, 105, 56);
    assert.deepEqual([watch.repeated, watch.dropped], [2, 3]);
  });

  it("begins anew with another match", () => {
    const watch = new TickWatch();
    for (let ms = 0; ms <= 6000; ms += 100) watch.frame(ms, ms, ms);
    watch.frame(6100, 3, 1);
    assert.equal(watch.ticksPerSecond, undefined);
    assert.deepEqual([watch.repeated, watch.dropped], [0, 0]);
  });
});
