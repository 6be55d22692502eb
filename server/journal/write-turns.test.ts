import assert from "node:assert/strict";
import { until } from "../testing/until.ts";
import { WriteTurns } from "./write-turns.ts";

const FILES = 30;
const FLUSH_MS = 1;

describe("turns of writing", () => {
  it("write what waits of all in order, and let others through meanwhile", async () => {
    const turns = new WriteTurns();
    const seen: (number | "others")[] = [];
    for (let i = 0; i < FILES; i++) turns.add({ flush: () => seen.push(busily(i)) });
    const others = () => {
      seen.push("others");
      if (seen.filter((each) => each !== "others").length < FILES) setImmediate(others);
    };
    setImmediate(others);
    await until("all is written", () => seen.includes(FILES - 1));
    const [first, last] = [seen.indexOf(0), seen.indexOf(FILES - 1)];
    assert.deepEqual(
      seen.filter((each) => each !== "others"),
      [...Array(FILES).keys()],
    );
    assert.ok(seen.slice(first, last).filter((each) => each === "others").length >= 5);
  });

  it("write what is added by what is written in the same turn, once", async () => {
    const turns = new WriteTurns();
    const seen: string[] = [];
    const second = { flush: () => seen.push("second") };
    turns.add({
      flush: () => {
        seen.push("first");
        turns.add(second);
        turns.add(second);
      },
    });
    await until("both are written", () => seen.length === 2);
    assert.deepEqual(seen, ["first", "second"]);
  });
});

/** Takes as long as a record of many ticks. */
function busily(i: number): number {
  const untilMs = performance.now() + FLUSH_MS;
  while (performance.now() < untilMs);
  return i;
}
