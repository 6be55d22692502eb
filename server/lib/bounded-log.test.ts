import assert from "node:assert/strict";
import { BoundedLog, captureConsole } from "./bounded-log.ts";
import { createLog } from "./log.ts";

describe("BoundedLog", () => {
  const lines: { level: number; source: string; msg: string; dropped?: number }[] = [];
  const log = createLog("info", { write: (line) => void lines.push(JSON.parse(line)) });
  beforeEach(() => {
    lines.length = 0;
  });

  it("writes a burst, then a line a second, and says how many it left out", () => {
    let nowMs = 0;
    const bounded = new BoundedLog(log, "colyseus", { burst: 3, nowMs: () => nowMs });
    for (let i = 0; i < 100; i++) bounded.warn("trouble %d", i);
    assert.deepEqual(
      lines.map(({ msg }) => msg),
      ["trouble 0", "trouble 1", "trouble 2"],
    );
    nowMs += 1000;
    bounded.error(new Error("again"));
    assert.equal(lines[3]?.dropped, 97);
    assert.match(lines[3]?.msg ?? "", /^Error: again/);
  });

  it("cuts long lines, and spends nothing on levels that are not wanted", () => {
    const bounded = new BoundedLog(log, "colyseus", { burst: 1 });
    for (let i = 0; i < 10; i++) bounded.debug("not wanted");
    bounded.info("x".repeat(100_000));
    assert.equal(lines[0]?.msg.length, 2000);
  });

  it("takes over the console and gives it back", () => {
    const { warn, log: print } = console;
    const restore = captureConsole(new BoundedLog(log, "console"));
    try {
      console.warn("field not defined", { index: 7 });
      assert.equal(console.log, print, "what a person is meant to read stays");
    } finally {
      restore();
    }
    assert.equal(console.warn, warn);
    assert.deepEqual([lines[0]?.source, lines[0]?.msg], ["console", "field not defined { index: 7 }"]);
  });
});
