import assert from "node:assert/strict";
import { beam } from "./beam.ts";
import { cheat } from "./cheat.ts";
import { prediction } from "./prediction.ts";
import { type Finding, passes, report } from "./probe.ts";
import { reload } from "./reload.ts";
import { returning } from "./return.ts";
import { start } from "./start.ts";

const SEED = 1;

describe("the probes, in small", () => {
  for (const probe of [prediction, beam, returning, reload, start, cheat]) {
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
