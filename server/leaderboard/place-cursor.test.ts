import assert from "node:assert/strict";
import { readCursor, writeCursor } from "./place-cursor.ts";

describe("cursors of a board", () => {
  it("bring every place back exactly", () => {
    for (const value of [0, 1, -1, 0.1 + 0.2, -2.5e-7, 1e21, 5e-324, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MAX_SAFE_INTEGER]) {
      const place = { value, reachedAtMs: 1_795_000_000_123, seq: 2 ** 31 - 1 };
      assert.deepEqual(readCursor(writeCursor(place)), place);
    }
  });
});
