import assert from "node:assert/strict";
import { LoginAttempts } from "./login-attempts.ts";

describe("LoginAttempts", () => {
  let nowMs: number;
  let attempts: LoginAttempts;
  beforeEach(() => {
    nowMs = 1_000_000;
    attempts = new LoginAttempts(() => nowMs);
  });
  const waitMs = (account: string, address: string) => {
    const attempt = attempts.begin(account, address);
    return attempt.ok ? 0 : attempt.waitMs;
  };
  const fail = (times: number, account: (i: number) => string, address: (i: number) => string) => {
    let passed = 0;
    for (let i = 0; i < times; i++) if (waitMs(account(i), address(i)) === 0) passed++;
    return passed;
  };

  it("doubles the wait after five failures, up to a quarter of an hour", () => {
    assert.equal(
      fail(
        9,
        () => "ada",
        () => "a",
      ),
      5,
    );
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      const wait = waitMs("ada", "a");
      waits.push(wait / 1000);
      nowMs += wait;
      assert.equal(waitMs("ada", "a"), 0);
    }
    assert.deepEqual(waits, [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
  });

  it("stops an address that tries many accounts, and lets others in", () => {
    assert.equal(
      fail(
        60,
        (i) => `account ${i}`,
        () => "a",
      ),
      30,
    );
    assert.equal(waitMs("account 1", "b"), 0);
  });

  it("counts a whole /64 of IPv6 as one address", () => {
    assert.equal(
      fail(
        60,
        (i) => `account ${i}`,
        (i) => `2001:db8::${i.toString(16)}`,
      ),
      30,
    );
  });

  it("slows down many addresses that try one account, for two minutes at most", () => {
    assert.equal(
      fail(
        200,
        () => "ada",
        (i) => `10.0.${i}.1`,
      ),
      50,
    );
    for (let i = 0; i < 30; i++) {
      const wait = waitMs("ada", `10.1.${i}.1`);
      assert.ok(wait <= 120_000);
      nowMs += wait;
      assert.equal(waitMs("ada", `10.1.${i}.1`), 0);
    }
  });

  it("forgives all from here after the right password, and what is an hour old", () => {
    fail(
      4,
      () => "ada",
      () => "a",
    );
    const attempt = attempts.begin("ada", "a");
    assert.ok(attempt.ok);
    attempt.succeeded();
    assert.equal(
      fail(
        9,
        () => "ada",
        () => "a",
      ),
      5,
    );
    nowMs += 3_600_000;
    assert.equal(
      fail(
        9,
        () => "ada",
        () => "a",
      ),
      5,
    );
  });

  it("does not count what was not tried", () => {
    for (let i = 0; i < 100; i++) {
      const attempt = attempts.begin("ada", "a");
      assert.ok(attempt.ok, `attempt ${i}`);
      attempt.cancelled();
    }
  });

  it("remembers a bounded number of names and addresses", () => {
    for (let i = 0; i < 50_000; i++) attempts.begin(`account ${i}`, `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
    assert.equal(waitMs("account 1", "other"), 0);
  });
});
