import assert from "node:assert/strict";
import { Corrections } from "./corrections.ts";

describe("corrections", () => {
  it("are the distance between the prediction after an input and the server's word on it", () => {
    const corrections = new Corrections(["x", "y"]);
    corrections.predicted(1, { x: 10, y: 10, reload: 3 });
    corrections.predicted(2, { x: 20, y: 10, reload: 2 });
    corrections.acknowledged(1, { x: 10, y: 10 });
    corrections.acknowledged(2, { x: 23, y: 14 });
    assert.deepEqual(corrections.sizesSince(0), [0, 5]);
    assert.deepEqual([corrections.acks, corrections.corrected, corrections.last], [2, 1, 5]);
    assert.deepEqual(corrections.sizesSince(1), [5]);
  });

  it("are kept for ten minutes, and the oldest make way", () => {
    const corrections = new Corrections(["x"]);
    for (let seq = 1; seq <= 18_003; seq++) {
      corrections.predicted(seq, { x: seq });
      corrections.acknowledged(seq, { x: 0 });
    }
    const sizes = corrections.sizesSince(0);
    assert.deepEqual([sizes.length, sizes[0], sizes.at(-1)], [18_000, 4, 18_003]);
  });

  it("compare the latest prediction where an input was replayed", () => {
    const corrections = new Corrections(["x"]);
    corrections.predicted(7, { x: 1 });
    corrections.predicted(7, { x: 2 });
    corrections.acknowledged(7, { x: 2 });
    assert.equal(corrections.corrected, 0);
  });

  it("say nothing of inputs of another life, or never predicted", () => {
    const corrections = new Corrections(["x"]);
    corrections.predicted(1, { x: 1 });
    corrections.forget();
    corrections.acknowledged(1, { x: 9 });
    corrections.acknowledged(500, { x: 9 });
    assert.equal(corrections.acks, 0);
  });

  it("are none in a game that predicts no place", () => {
    const corrections = new Corrections([]);
    corrections.predicted(1, { x: 1 });
    corrections.acknowledged(1, { x: 9 });
    assert.equal(corrections.acks, 0);
  });
});
