import assert from "node:assert/strict";
import { ClipMarks } from "./clip-marks.ts";

describe("the marks of a clip", () => {
  it("make a clip once both are there, whichever came first", () => {
    const marks = new ClipMarks(60);
    marks.end(600.4);
    assert.equal(marks.span, undefined);
    marks.begin(120.2);
    assert.deepEqual(marks.span, { from: 120, to: 600 });
  });

  it("forget the other one where the clip would be empty or run backwards", () => {
    const marks = new ClipMarks(60);
    marks.begin(100);
    marks.end(300);
    marks.begin(280);
    assert.deepEqual([marks.from, marks.to], [280, undefined]);
    marks.end(200);
    assert.deepEqual([marks.from, marks.to], [undefined, 200]);
  });
});
