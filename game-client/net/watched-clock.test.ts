import assert from "node:assert/strict";
import { createRandom, nextInt } from "../../rooms/lib/random.ts";
import { WatchedClock } from "./watched-clock.ts";

describe("the clock of a match that is watched live", () => {
  it("is one and a half patches behind on an even line", () => {
    const clock = new WatchedClock(30, 30);
    for (let tick = 1; tick < 300; tick++) clock.arrived(tick, (tick * 1000) / 30);
    assert.ok(Math.abs((clock.tick((299 * 1000) / 30) ?? 0) - 297.5) < 0.01);
  });

  it("runs on evenly, never back, where states come unevenly", () => {
    const clock = new WatchedClock(30, 30);
    const random = createRandom(3);
    const arrivals = Array.from({ length: 600 }, (_, tick) => ({ tick, ms: (tick * 1000) / 30 + nextInt(random, 60) })).sort((a, b) => a.ms - b.ms);
    let before: number | undefined;
    for (let ms = 0; ms < 19_000; ms += 16) {
      while (arrivals[0] && arrivals[0].ms <= ms) clock.arrived(arrivals.shift()?.tick ?? 0, ms);
      const tick = clock.tick(ms);
      if (tick === undefined) continue;
      const passed = tick - (before ?? tick - 0.48);
      assert.ok(passed > 0.48 * 0.93 && passed < 0.48 * 1.07, `${passed} ticks in a frame at ${ms} ms`);
      before = tick;
    }
  });

  it("makes up at once what a line that was away kept back", () => {
    const clock = new WatchedClock(30, 30);
    for (let tick = 1; tick < 60; tick++) clock.arrived(tick, (tick * 1000) / 30);
    clock.tick(2000);
    for (let tick = 150; tick < 200; tick++) clock.arrived(tick, (tick * 1000) / 30);
    assert.ok(Math.abs((clock.tick((199 * 1000) / 30) ?? 0) - 197.5) < 0.2);
  });
});
