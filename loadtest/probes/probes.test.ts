import assert from "node:assert/strict";
import { prediction } from "./prediction.ts";
import { type Finding, passes, report } from "./probe.ts";
import { resimulating } from "./resimulate.ts";
import { returning } from "./return.ts";

const SEED = 1;

// The others time what a busy machine shifts: they are commands alone (docs/load-testing.md).
describe("the probes, in small", () => {
  for (const probe of [prediction, returning, resimulating]) {
    it(`${probe.name}: ${probe.claim}`, async function () {
      this.timeout(90_000);
      const options = { quick: true, seed: SEED };
      const result = await probe.run(options);
      assert.ok(passes(result), report(probe, options, result));
    });
  }
});

describe("a probe", () => {
  const good: Finding = { what: "hits", value: 1, limit: 0.9, is: "at least" };
  const bad: Finding = { ...good, value: 0.5 };
  const result = (findings: Finding[], control: Finding[]) => ({ findings, control, told: {} });

  it("passes where every finding holds and its control does not", () => assert.ok(passes(result([good], [bad]))));

  it("fails with one finding that does not hold, and with one that was not measured", () => {
    assert.ok(!passes(result([good, bad], [bad])));
    assert.ok(!passes(result([{ ...good, value: Number.NaN }], [bad])));
    assert.ok(!passes(result([], [bad])));
  });

  it("fails where its control holds: what it measures would not show the fault", () => {
    assert.ok(!passes(result([good], [good])));
    assert.ok(!passes(result([good], [])));
  });
});
