import assert from "node:assert/strict";
import type { LoginAttempts } from "./login-attempts.ts";

/** What every adapter of LoginAttempts does. `attempts` is new for each test. */
export function loginAttemptsContract(attempts: () => LoginAttempts): void {
  /** How many of `times` are let through, and fail. */
  const fail = async (times: number, account: (i: number) => string, address: (i: number) => string) => {
    let passed = 0;
    for (let i = 0; i < times; i++) if ((await attempts().begin(account(i), address(i))).ok) passed++;
    return passed;
  };
  const open = async (account: string, address: string) => {
    const attempt = await attempts().begin(account, address);
    assert.ok(attempt.ok, `${account} from ${address}`);
    await attempt.succeeded();
  };
  const ada = () => "ada";
  const home = () => "192.0.2.1";
  const strangers = (i: number) => `10.0.${i}.1`;

  it("[LA-1] lets five wrong ones of one account through from one address, thirty from one address, fifty of one account", async () => {
    assert.equal(await fail(9, ada, home), 5);
    assert.equal(
      await fail(
        40,
        (i) => `account ${i}`,
        () => "192.0.2.2",
      ),
      30,
    );
    assert.equal(await fail(60, () => "bob", strangers), 50);
  });

  it("[LA-2] keeps nobody out of their account for what strangers try, where they opened it lately", async () => {
    await open("ada", "192.0.2.1");
    await open("ada", "2001:db8::1");
    assert.equal(await fail(60, ada, strangers), 50);
    for (const address of ["192.0.2.1", "2001:db8::2"]) await open("ada", address);
    for (const address of ["192.0.2.2", "2001:db8:0:1::1"]) assert.equal((await attempts().begin("ada", address)).ok, false, address);
    assert.equal((await attempts().begin("ada", "10.0.1.1")).ok, false, "a stranger stays one");
  });

  it("[LA-3] stops whoever guesses where an account was opened lately all the same, at it and at others", async () => {
    await open("ada", "192.0.2.1");
    assert.equal(await fail(9, ada, home), 5);
    await open("bob", "192.0.2.3");
    assert.equal(
      await fail(
        40,
        (i) => `account ${i}`,
        () => "192.0.2.3",
      ),
      30,
    );
    assert.equal((await attempts().begin("bob", "192.0.2.3")).ok, false);
  });

  it("[LA-4] knows an account where it was opened, no other account there, and the last twenty places alone", async () => {
    for (let i = 0; i < 21; i++) await open("ada", `192.0.2.${i}`);
    assert.equal(await fail(60, ada, strangers), 50);
    assert.equal(await fail(60, () => "bob", strangers), 50);
    assert.equal((await attempts().begin("bob", "192.0.2.9")).ok, false);
    assert.equal((await attempts().begin("ada", "192.0.2.0")).ok, false);
    await open("ada", "192.0.2.1");
  });

  it("[LA-5] knows no place any more of an account that is forgotten", async () => {
    await open("ada", "192.0.2.1");
    await attempts().forget("ada");
    assert.equal(await fail(60, ada, strangers), 50);
    assert.equal((await attempts().begin("ada", "192.0.2.1")).ok, false);
  });
}
