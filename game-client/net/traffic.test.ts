import assert from "node:assert/strict";
import { Traffic } from "./traffic.ts";

describe("traffic", () => {
  it("counts frames and bytes, and bytes a second over the last two", () => {
    const traffic = new Traffic(0);
    for (let nowMs = 0; nowMs < 4000; nowMs += 100) traffic.frame(nowMs, 50, 66);
    assert.deepEqual([traffic.frames, traffic.bytes], [40, 2000]);
    assert.ok(Math.abs(traffic.bytesPerSecond(3900) - 500) <= 25);
    assert.equal(traffic.bytesPerSecond(10_000), 0);
  });

  it("calls a frame late that the render delay did not cover", () => {
    const traffic = new Traffic(0);
    for (const nowMs of [0, 33, 66, 190, 223]) traffic.frame(nowMs, 10, 66);
    assert.equal(traffic.late, 1);
  });
});
