import assert from "node:assert/strict";
import { LocalLoginAttempts } from "./local-login-attempts.ts";
import { loginAttemptsContract } from "./login-attempts-contract.ts";

describe("LocalLoginAttempts", () => {
  let nowMs: number;
  let attempts: LocalLoginAttempts;
  beforeEach(() => {
    nowMs = 1_000_000;
    attempts = new LocalLoginAttempts(() => nowMs);
  });
  const waitMs = async (account: string, address: string) => {
    const attempt = await attempts.begin(account, address);
    return attempt.ok ? 0 : attempt.waitMs;
  };
  const fail = async (times: number, account: (i: number) => string, address: (i: number) => string) => {
    let passed = 0;
    for (let i = 0; i < times; i++) if ((await waitMs(account(i), address(i))) === 0) passed++;
    return passed;
  };

  loginAttemptsContract(() => attempts);

  it("knows an account where it was opened for thirty days", async () => {
    const opened = await attempts.begin("ada", "home");
    if (opened.ok) await opened.succeeded();
    const strangers = () =>
      fail(
        60,
        () => "ada",
        (i) => `10.0.${i}.1`,
      );
    nowMs += 29 * 24 * 3_600_000;
    await strangers();
    assert.equal(await waitMs("ada", "home"), 0);
    nowMs += 24 * 3_600_000;
    await strangers();
    assert.ok((await waitMs("ada", "home")) > 0);
  });

  it("doubles the wait after five failures, up to a quarter of an hour", async () => {
    assert.equal(
      await fail(
        9,
        () => "ada",
        () => "a",
      ),
      5,
    );
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      const wait = await waitMs("ada", "a");
      waits.push(wait / 1000);
      nowMs += wait;
      assert.equal(await waitMs("ada", "a"), 0);
    }
    assert.deepEqual(waits, [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
  });

  it("stops an address that tries many accounts, and lets others in", async () => {
    assert.equal(
      await fail(
        60,
        (i) => `account ${i}`,
        () => "a",
      ),
      30,
    );
    assert.equal(await waitMs("account 1", "b"), 0);
  });

  it("counts a whole /64 of IPv6 as one address", async () => {
    assert.equal(
      await fail(
        60,
        (i) => `account ${i}`,
        (i) => `2001:db8::${i.toString(16)}`,
      ),
      30,
    );
  });

  it("slows down many addresses that try one account, for two minutes at most", async () => {
    assert.equal(
      await fail(
        200,
        () => "ada",
        (i) => `10.0.${i}.1`,
      ),
      50,
    );
    for (let i = 0; i < 30; i++) {
      const wait = await waitMs("ada", `10.1.${i}.1`);
      assert.ok(wait <= 120_000);
      nowMs += wait;
      assert.equal(await waitMs("ada", `10.1.${i}.1`), 0);
    }
  });

  it("forgives all from here after the right password, and what is an hour old", async () => {
    await fail(
      4,
      () => "ada",
      () => "a",
    );
    const attempt = await attempts.begin("ada", "a");
    assert.ok(attempt.ok);
    await attempt.succeeded();
    assert.equal(
      await fail(
        9,
        () => "ada",
        () => "a",
      ),
      5,
    );
    nowMs += 3_600_000;
    assert.equal(
      await fail(
        9,
        () => "ada",
        () => "a",
      ),
      5,
    );
  });

  it("does not count what was not tried", async () => {
    for (let i = 0; i < 100; i++) {
      const attempt = await attempts.begin("ada", "a");
      assert.ok(attempt.ok, `attempt ${i}`);
      await attempt.cancelled();
    }
  });

  it("remembers a bounded number of names and addresses", async () => {
    for (let i = 0; i < 50_000; i++) await attempts.begin(`account ${i}`, `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
    assert.equal(await waitMs("account 1", "other"), 0);
  });
});
