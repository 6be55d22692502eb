import assert from "node:assert/strict";
import { frame } from "./frame.ts";
import { inputLatency } from "./input-latency.ts";
import { prediction } from "./prediction.ts";
import { beats, type Compared, type Finding, type Probe, passes, report } from "./probe.ts";
import { reload } from "./reload.ts";
import { resimulating } from "./resimulate.ts";
import { returning } from "./return.ts";
import { start } from "./start.ts";

const SEED = 1;

/**
 * These time what a busy machine shifts: here the control of the same run, which is shifted as well, must be beaten. Their limits are for the
 * command. `beam` and `cheat` are commands alone: clients and server share the cores here, and late inputs are what both of them measure.
 */
const TIMED: readonly (readonly [Probe, readonly Compared[]])[] = [
  [reload, [{ finding: "share that returned at all", control: "returns of a browser that has forgotten who it is, of 1", by: 1 }]],
  [start, ["cold", "warm"].map((kind) => ({ finding: `${kind}, median of all starts, ms`, control: "cold, each script 3.5 s late, ms", by: 0.8 }))],
  [inputLatency, [{ finding: "key to moved frame p95 ms", control: "key to the server's word p95 ms", by: 0.6 }]],
  [frame, [{ finding: "script of a frame p50 ms", control: "script of a frame p50 ms, with 4.5 ms more in each", by: 0.7 }]],
];

describe("the probes, in small", () => {
  for (const probe of [prediction, returning, resimulating]) {
    it(`${probe.name}: ${probe.claim}`, async function () {
      this.timeout(90_000);
      const options = { quick: true, seed: SEED };
      const result = await probe.run(options);
      assert.ok(passes(result), report(probe, options, result));
    });
  }

  for (const [probe, comparisons] of TIMED) {
    it(`${probe.name}, against its control: ${probe.claim}`, async function () {
      this.timeout(180_000);
      const options = { quick: true, seed: SEED };
      const result = await probe.run(options);
      for (const compared of comparisons) assert.ok(beats(result, compared), `${compared.finding}\n${report(probe, options, result)}`);
    });
  }
});

describe("a probe", () => {
  const good: Finding = { what: "hits", value: 1, limit: 0.9, is: "at least" };
  const bad: Finding = { ...good, value: 0.5 };
  const result = (findings: Finding[], control: Finding[]) => ({ findings, control, told: {} });

  it("passes where every finding holds and its control does not", () => assert.ok(passes(result([good], [bad]))));

  it("beats its control by as much as is asked, and not where one of the two was not measured", () => {
    const waits: Finding = { what: "ms", value: 30, limit: 10, is: "at most" };
    const compared = { finding: "hits", control: "hits", by: 0.4 };
    assert.ok(beats(result([good], [bad]), compared));
    assert.ok(!beats(result([good], [bad]), { ...compared, by: 0.6 }));
    assert.ok(beats(result([waits], [{ ...waits, value: 40 }]), { finding: "ms", control: "ms", by: 0.8 }));
    assert.ok(!beats(result([waits], [{ ...waits, value: 40 }]), { finding: "ms", control: "ms", by: 0.7 }));
    assert.ok(!beats(result([{ ...waits, value: Number.NaN }], [waits]), { finding: "ms", control: "ms", by: 0.8 }));
    assert.ok(!beats(result([], [bad]), compared));
  });

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
