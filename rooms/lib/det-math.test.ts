import assert from "node:assert/strict";
import { atan2, cos, length, PI, sin, TAU, wrapAngle } from "./det-math.ts";
import { hashData } from "./hash.ts";
import { createRandom, nextFloat } from "./random.ts";

const TOLERANCE = 1e-12;

describe("deterministic maths", () => {
  const random = createRandom(7);
  const spread = (reach: number) => (nextFloat(random) * 2 - 1) * reach;
  const angles = [
    0,
    PI / 2,
    -PI / 2,
    PI,
    -PI,
    TAU,
    1e-9,
    ...Array.from({ length: 5000 }, () => spread(10)),
    ...Array.from({ length: 5000 }, () => spread(1e6)),
  ];
  const points = Array.from({ length: 5000 }, () => [spread(1000), spread(1000)] as const);

  it("has the sine and cosine of the engine within 1e-12 for angles up to a million", () => {
    for (const angle of angles) {
      assert.ok(Math.abs(sin(angle) - Math.sin(angle)) < TOLERANCE, `sin ${angle}`);
      assert.ok(Math.abs(cos(angle) - Math.cos(angle)) < TOLERANCE, `cos ${angle}`);
    }
  });

  it("has the direction and length of the engine within 1e-12", () => {
    for (const [x, y] of points) {
      assert.ok(Math.abs(atan2(y, x) - Math.atan2(y, x)) < TOLERANCE, `atan2 ${y} ${x}`);
      assert.ok(Math.abs(length(x, y) - Math.hypot(x, y)) < 1e-9, `length ${x} ${y}`);
    }
    assert.deepEqual([atan2(0, 1), atan2(1, 0), atan2(0, -1), atan2(-1, 0), atan2(0, 0)], [0, PI / 2, PI, -PI / 2, 0]);
  });

  it("wraps an angle into one turn around zero", () => {
    for (const angle of angles) {
      const wrapped = wrapAngle(angle);
      assert.ok(wrapped >= -PI - TOLERANCE && wrapped < PI + TOLERANCE, `${angle}`);
      assert.ok(Math.abs(Math.sin(wrapped) - Math.sin(angle)) < TOLERANCE, `${angle}`);
    }
    assert.equal(wrapAngle(1), 1);
  });

  it("has the bits that it always had", () => {
    const bits = hashData([angles.map(sin), angles.map(cos), angles.map(wrapAngle), points.map(([x, y]) => [atan2(y, x), length(x, y)])]);
    assert.equal(bits, "2f43e4eec7707de6");
  });
});
