import assert from "node:assert/strict";
import { beamLength } from "./beam-end.ts";

const shot = { weapon: "beam", x: 100, y: 100, angle: 0, reach: 600, atMs: 0 } as const;

describe("our own beam", () => {
  it("ends at the first whom it meets", () => {
    const met = [
      { x: 500, y: 100 },
      { x: 300, y: 100 },
    ];
    assert.equal(beamLength(shot, met), 182);
  });

  it("passes who is beside it, behind us, or behind the wall", () => {
    const passed = [
      { x: 300, y: 119 },
      { x: 40, y: 100 },
      { x: 900, y: 100 },
    ];
    assert.equal(beamLength(shot, passed), 600);
  });
});
