import assert from "node:assert/strict";
import { afterAway, bounded, isProvisional, NEWCOMER, type Strength } from "./certainty.ts";
import { rateMatch } from "./rate-match.ts";
import type { Side } from "./rate-sides.ts";

const side = (place: number, ...members: Strength[]): Side => ({ place, members });
const strength = (value: number, deviation: number): Strength => ({ value, deviation, volatility: 0.06 });
const DAY_MS = 24 * 3600 * 1000;

describe("rateMatch", () => {
  it("rates a duel as Glicko-2 does: the winner gains what an equal loser loses, and both are surer", () => {
    const [[won], [lost]] = rateMatch([side(1, NEWCOMER), side(2, NEWCOMER)]) as [[Strength], [Strength]];
    assert.equal(Math.round(won.value), 1662);
    assert.equal(Math.round(lost.value), 1338);
    assert.ok(won.deviation < 300 && lost.deviation < 300);
  });

  it("gives little for beating somebody far weaker, much for beating somebody far stronger, nothing for a draw of equals", () => {
    const [strong, weak] = [strength(1900, 60), strength(1400, 60)];
    const gain = (places: [number, number]) => (rateMatch([side(places[0], strong), side(places[1], weak)])[0]?.[0]?.value ?? 0) - 1900;
    assert.ok(gain([1, 2]) > 0 && gain([1, 2]) < 3, `${gain([1, 2])}`);
    assert.ok(gain([2, 1]) < -15, `${gain([2, 1])}`);
    const drawn = rateMatch([side(1, strength(1500, 60)), side(1, strength(1500, 60))]);
    assert.equal(drawn[0]?.[0]?.value, 1500);
  });

  it("orders a free-for-all by place; those who share a place move alike", () => {
    const values = rateMatch([side(1, NEWCOMER), side(2, NEWCOMER), side(2, NEWCOMER), side(4, NEWCOMER)]).map(([only]) => only?.value ?? 0);
    const [first = 0, second = 0, third = 0, last = 0] = values;
    assert.ok(first > second && second > last);
    assert.ok(Math.abs(second - third) < 1e-9);
  });

  it("moves a team together, the uncertain of it further", () => {
    const [won = [], lost = []] = rateMatch([side(1, NEWCOMER, strength(1500, 80)), side(2, NEWCOMER, NEWCOMER)]);
    const [fresh, known] = won;
    assert.ok(fresh && known && fresh.value > known.value && known.value > 1500);
    assert.ok(lost.every(({ value }) => value < 1500));
  });

  it("finds the order of players whose strength is known, and says honestly how sure it is", () => {
    const truth = Array.from({ length: 16 }, (_, index) => 1200 + index * 40);
    let found: Strength[] = truth.map(() => NEWCOMER);
    let seed = 7;
    const chance = () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    };
    for (let match = 0; match < 120; match++) {
      const playing = truth
        .map((_, index) => ({ index, draw: chance() }))
        .sort((a, b) => a.draw - b.draw)
        .slice(0, 6);
      const reached = playing.map(({ index }) => ({ index, performance: (truth[index] ?? 0) / 173.7178 - Math.log(-Math.log(chance())) }));
      reached.sort((a, b) => b.performance - a.performance);
      const after = rateMatch(reached.map(({ index }, place) => side(place + 1, found[index] ?? NEWCOMER)));
      found = found.map((held, index) => after[reached.findIndex((each) => each.index === index)]?.[0] ?? held);
    }
    const off = Math.sqrt(found.reduce((sum, { value }, index) => sum + (value - (truth[index] ?? 0)) ** 2, 0) / found.length);
    const said = found.reduce((sum, { deviation }) => sum + deviation, 0) / found.length;
    assert.ok(off < said * 1.5, `off by ${off.toFixed(0)} where it says ${said.toFixed(0)}`);
  });

  it("keeps every rating finite and in its bounds, whatever the difference", () => {
    for (const [a, b] of [
      [strength(100, 45), strength(4000, 45)],
      [strength(4000, 350), strength(100, 350)],
    ] as const)
      for (const rated of [...rateMatch([side(1, a), side(2, b)]), ...rateMatch([side(1, a), side(2, b), side(3, b)])].flat()) {
        assert.ok(Number.isFinite(rated.value) && rated.value >= 100);
        assert.ok(rated.deviation >= 45 && rated.deviation <= 350);
      }
    assert.equal(bounded(strength(-50, 10)).value, 100);
  });
});

describe("certainty", () => {
  it("fades with time away: after a year somebody certain is provisional again, and nobody is less sure than a newcomer", () => {
    assert.equal(isProvisional(afterAway(strength(1700, 60), 30 * DAY_MS)), false);
    assert.equal(isProvisional(afterAway(strength(1700, 60), 366 * DAY_MS)), true);
    assert.equal(afterAway(strength(1700, 60), 366 * DAY_MS).value, 1700);
    assert.equal(afterAway(strength(1700, 340), 20 * 366 * DAY_MS).deviation, NEWCOMER.deviation);
    assert.equal(afterAway(strength(1700, 60), -DAY_MS).deviation, 60);
  });
});
