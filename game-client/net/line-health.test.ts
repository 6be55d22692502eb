import assert from "node:assert/strict";
import { lineHealth } from "./line-health.ts";

const good = { rttMs: 40, jitterMs: 3, silentMs: 20, ticksPerSecond: 30, frameMs: 17 };

describe("the health of a line", () => {
  it("tells our connection apart from the server", () => {
    assert.deepEqual(lineHealth(good, 30), { mine: "good", server: "good" });
    assert.deepEqual(lineHealth({ ...good, ticksPerSecond: 22 }, 30), { mine: "good", server: "slow" });
    assert.deepEqual(lineHealth({ ...good, rttMs: 200 }, 30), { mine: "slow", server: "good" });
    assert.deepEqual(lineHealth({ ...good, rttMs: 400, ticksPerSecond: 20 }, 30), { mine: "bad", server: "slow" });
    assert.deepEqual(lineHealth({ ...good, jitterMs: 40 }, 30), { mine: "uneven", server: "good" });
  });

  it("does not blame a server that cannot be heard", () => {
    assert.deepEqual(lineHealth({ ...good, silentMs: 2000, ticksPerSecond: 10 }, 30), { mine: "silent", server: "good" });
  });

  it("blames neither where this device draws too slowly to tell", () => {
    assert.deepEqual(lineHealth({ ...good, rttMs: 800, ticksPerSecond: 20, frameMs: 250 }, 30), { mine: "device", server: "good" });
  });

  it("says nothing of a server that was not watched for long enough", () => {
    assert.equal(lineHealth({ ...good, ticksPerSecond: undefined }, 30).server, "good");
  });
});
