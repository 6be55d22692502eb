import assert from "node:assert/strict";
import { deliverResults, type TrialOptions } from "./deliver-results.ts";

/** The trial in small, which ends by itself, on a slow disk after minutes; `npm run chaos -- results` is the whole of it. */
const SMALL: Omit<TrialOptions, "how" | "matches"> = { seed: 5, workerKillMs: 700, databaseKillMs: 2500, limitMs: 180_000 };

describe("results under kill -9 of workers and of PostgreSQL", function () {
  this.timeout(240_000);

  it("count once each, whatever was delivered how often; none that was acknowledged is lost", async () => {
    const trial = await deliverResults({ ...SMALL, how: "real", matches: 120 });
    assert.equal(trial.acknowledged, trial.deliveries);
    assert.ok(trial.workerKills > 0 && trial.databaseKills > 0, "somebody was killed");
    assert.deepEqual(
      Object.values(trial.faults),
      Object.values(trial.faults).map(() => 0),
      JSON.stringify(trial.faults),
    );
  });

  it("are over-counted by a naive upsert, which this trial tells apart", async () => {
    const { points } = await deliverResults({ ...SMALL, how: "naive", matches: 40 });
    assert.ok(points.counted > points.real * 1.5, `${points.counted} of ${points.real}`);
  });
});
