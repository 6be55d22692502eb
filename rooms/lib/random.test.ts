import assert from "node:assert/strict";
import { hashData } from "./hash.ts";
import { createRandom, nextFloat, nextInt, nextUint32, noise } from "./random.ts";

const DRAWS = 100_000;
const BINS = 10;

describe("the seeded generator", () => {
  it("has the stream of sfc32", () => {
    const random = createRandom(1);
    assert.deepEqual([nextUint32(random), nextUint32(random), nextUint32(random)], [1519590606, 3430964248, 3012870507]);
    assert.deepEqual(random, [-1677669766, -763967827, 72155921, 16]);
  });

  it("goes on from a copy of its state", () => {
    const random = createRandom(5);
    nextUint32(random);
    const copy = [...random] as typeof random;
    assert.deepEqual(
      Array.from({ length: 100 }, () => nextUint32(copy)),
      Array.from({ length: 100 }, () => nextUint32(random)),
    );
  });

  it("draws every value about equally often", () => {
    const random = createRandom(2);
    assertUniform(() => nextFloat(random));
    assertUniform(() => (nextInt(random, 1000) + 0.5) / 1000);
  });

  it("never leaves [0, count)", () => {
    const random = createRandom(3);
    for (let i = 0; i < 10_000; i++) {
      const value = nextInt(random, 7);
      assert.ok(Number.isInteger(value) && value >= 0 && value < 7);
    }
    assert.equal(nextInt(random, 1), 0);
  });
});

describe("noise", () => {
  it("depends on each of its arguments and nothing else", () => {
    assert.equal(noise(1, 2, 3, 4), noise(1, 2, 3, 4));
    assert.equal(new Set([noise(1, 2, 3, 4), noise(2, 2, 3, 4), noise(1, 3, 3, 4), noise(1, 2, 4, 4), noise(1, 2, 3, 5)]).size, 5);
  });

  it("is about equally often everywhere, along seeds, seats, ticks and salts", () => {
    let i = 0;
    assertUniform(() => noise(i++, 0, 0));
    assertUniform(() => noise(1, i++ % 16, Math.floor(i / 16)));
    assertUniform(() => noise(1, 0, i++));
    assertUniform(() => noise(1, 0, Math.floor(i / 100), i++ % 100));
  });

  it("has the values that it always had", () => {
    assert.equal(hashData(Array.from({ length: 1000 }, (_, i) => noise(i, i % 16, i * 3, i % 5))), "4bb2efeb7f7ad767");
  });
});

/** Chi-square over ten bins: above 27.9 in one of a thousand fair runs, and these runs are always the same. */
function assertUniform(draw: () => number): void {
  const counts = new Array<number>(BINS).fill(0);
  for (let i = 0; i < DRAWS; i++) {
    const bin = Math.floor(draw() * BINS);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const expected = DRAWS / BINS;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  assert.ok(counts.length === BINS && chiSquare < 27.9, `chi-square ${chiSquare}: ${counts.join()}`);
}
