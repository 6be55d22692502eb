import assert from "node:assert/strict";
import { createRandom, nextInt } from "../../rooms/lib/random.ts";
import { BroadcastClock } from "./broadcast-clock.ts";

const SECONDS = 120;

/** Frames of 20 a second whose way here takes 1 to 400 ms, read with a clock that runs `apart` faster than the writer's. */
function ages(apart: number, seed: number): { readonly early: number; readonly late: number } {
  const random = createRandom(seed);
  const clock = new BroadcastClock();
  const here = (ms: number) => 5000 + ms * (1 + apart);
  let [early, late] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let ms = 0.3; ms < SECONDS * 1000; ms += 50.123) {
    const nowMs = ms + (nextInt(random, 10) === 0 ? 1 : nextInt(random, 400));
    clock.saw(Math.ceil(ms), here(nowMs));
    const over = clock.ageMs(Math.ceil(ms), here(nowMs)) - (nowMs - ms);
    early = Math.max(early, over);
    if (ms > 10_000) late = Math.max(late, -over);
  }
  return { early, late };
}

describe("the clock of a broadcast", () => {
  it("never says that a frame is older than it is, and soon no more than some ms younger, however the clocks run apart", () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    for (const apart of [-5e-4, -1e-5, 0, 1e-5, 5e-4]) {
      const { early, late } = ages(apart, seed);
      assert.ok(early <= 0, `${early} ms too old, apart ${apart}, seed ${seed}`);
      assert.ok(late < 20, `${late} ms too young, apart ${apart}, seed ${seed}`);
    }
  });

  it("counts right again soon after the writer's clock stood still", () => {
    const clock = new BroadcastClock();
    const [stoodMs, everyMs] = [3000, 33];
    let nowMs = 0;
    for (; nowMs < 60_000; nowMs += everyMs) clock.saw(nowMs, nowMs);
    for (; nowMs < 90_000; nowMs += everyMs) clock.saw(nowMs - stoodMs, nowMs);
    assert.ok(Math.abs(clock.ageMs(nowMs - stoodMs, nowMs)) < 20);
  });

  it("knows of no age before it has seen a frame", () => {
    assert.equal(new BroadcastClock().ageMs(0, 1e9), Number.NEGATIVE_INFINITY);
  });
});
