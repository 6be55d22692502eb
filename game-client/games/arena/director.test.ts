import assert from "node:assert/strict";
import { TestMatch } from "../../../rooms/arena/test-match.ts";
import { Director } from "./director.ts";

function spread(seats: number): TestMatch {
  const match = new TestMatch(seats);
  for (let seat = 0; seat < seats; seat++) match.put(seat, 300 + 900 * (seat % 2), 50 + 500 * Math.floor(seat / 2));
  return match;
}

describe("the director", () => {
  it("goes where somebody was hit, shows both, and stays for three seconds", () => {
    const match = spread(4);
    const director = new Director();
    assert.equal(director.next(match.world, [], 0, false)?.seat, 0);
    match.put(2, 300, 550);
    match.put(3, 500, 550);
    Object.assign(match.player(3), { hitTick: match.world.tick, hitBy: 2 });
    assert.equal(director.next(match.world, [], 1000, false)?.seat, 0, "the first cut was a second ago");
    assert.deepEqual(director.next(match.world, [], 3100, false), { seat: 2, partner: 3 });
    match.kill(0, 1);
    match.put(0, 300, 50);
    assert.equal(director.next(match.world, [], 5000, false)?.seat, 2);
  });

  it("is there before it happens, in a match that is over", () => {
    const match = spread(4);
    const { tick } = match.world;
    const moments = [{ tick: tick + 60, kind: "kill", seats: [3, 1] }];
    assert.equal(new Director().next(match.world, moments, 0, false)?.seat, 3);
    assert.equal(new Director().next(match.world, [{ tick: tick + 600, kind: "kill", seats: [3, 1] }], 0, false)?.seat, 0);
  });

  it("never cuts more often than every three seconds, and for the calm every five", () => {
    for (const [calm, leastMs] of [
      [false, 3000],
      [true, 5000],
    ] as const) {
      const match = spread(4);
      const director = new Director();
      const cuts: number[] = [];
      let seat: number | undefined;
      for (let ms = 0; ms < 60_000; ms += 50) {
        const hit = Math.floor(ms / 700) % 4;
        Object.assign(match.player(hit), { hitTick: match.world.tick, hitBy: (hit + 1) % 4, respawn: ms % 2100 === 0 ? 60 : 0 });
        const now = director.next(match.world, [], ms, calm)?.seat;
        if (now !== seat) cuts.push(ms);
        seat = now;
        match.step();
      }
      assert.ok(cuts.length > 3, `${cuts.length} cuts`);
      for (let i = 1; i < cuts.length; i++) assert.ok((cuts[i] ?? 0) - (cuts[i - 1] ?? 0) >= leastMs, `cuts at ${cuts.join()}`);
    }
  });

  it("has nobody to show in an empty arena", () => {
    assert.equal(new Director().next(new TestMatch(0).world, [], 0, false), undefined);
  });
});
