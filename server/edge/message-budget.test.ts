import assert from "node:assert/strict";
import { MessageBudget } from "./message-budget.ts";

describe("MessageBudget", () => {
  const tickHz = 30;
  let nowMs = 0;
  const budget = () => {
    nowMs = 0;
    return new MessageBudget({ tickHz, nowMs: () => nowMs });
  };
  const send = (of: MessageBudget, count: number) => Array.from({ length: count }, () => of.take()).filter(Boolean).length;

  it("lets an honest client play for ever, with a message a second beside its inputs", () => {
    const honest = budget();
    for (let tick = 0; tick < 600 * tickHz; tick++) {
      nowMs += 1000 / tickHz;
      assert.equal(send(honest, tick % tickHz === 0 ? 2 : 1), tick % tickHz === 0 ? 2 : 1);
    }
  });

  it("lets all through that a network held back for 40 s, and again a minute later", () => {
    const stalled = budget();
    for (let stall = 0; stall < 2; stall++) {
      nowMs += 40_000;
      assert.equal(send(stalled, 40 * tickHz), 40 * tickHz);
      for (let tick = 0; tick < 60 * tickHz; tick++) {
        nowMs += 1000 / tickHz;
        assert.ok(stalled.take());
      }
    }
  });

  it("[C11] [C12] stops a flood after 45 s worth of frames, and a client at three times the rate in the end", () => {
    assert.equal(send(budget(), 100_000), 45 * tickHz);
    const fast = budget();
    let passed = 0;
    for (let tick = 0; tick < 120 * tickHz; tick++) {
      nowMs += 1000 / tickHz;
      passed += send(fast, 3);
    }
    assert.ok(passed < 120 * tickHz * 3);
  });
});
