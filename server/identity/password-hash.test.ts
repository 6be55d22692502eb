import assert from "node:assert/strict";
import { PasswordHasher } from "./password-hash.ts";

describe("PasswordHasher", function () {
  this.timeout(20_000);
  const hasher = new PasswordHasher();

  it("knows a password by its hash, and no other", async () => {
    const hash = await hasher.hash("correct horse");
    assert.match(hash, /^\$argon2id\$v=19\$m=32768,t=2,p=1\$/);
    assert.equal(await hasher.matches("correct horse", hash), true);
    for (const wrong of ["Correct horse", "correct horse ", "", "\u0000", "x".repeat(10_000)]) assert.equal(await hasher.matches(wrong, hash), false);
    assert.equal(await hasher.matches("correct horse", undefined), false);
  });

  it("makes another hash of the same password each time", async () => {
    assert.notEqual(await hasher.hash("correct horse"), await hasher.hash("correct horse"));
  });

  it("knows a password that was typed with composed or with separate marks", async () => {
    assert.equal(await hasher.matches("Zoe\u0308 Zoe\u0308", await hasher.hash("Zo\u00EB Zo\u00EB")), true);
  });

  it("takes as long for a name that is not there", async () => {
    const hash = await hasher.hash("correct horse");
    const timed = async (against: string | undefined) => {
      const times: number[] = [];
      for (let i = 0; i < 7; i++) {
        const from = performance.now();
        await hasher.matches("wrong", against);
        times.push(performance.now() - from);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await timed(hash), await timed(undefined)];
    assert.ok(unknown > known / 2 && unknown < known * 2, `${known} and ${unknown} ms`);
  });

  it("turns away a flood beyond what it can hash soon, and the loop goes on meanwhile", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => hasher.hash("correct horse")));
    clearInterval(timer);
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []));
    assert.deepEqual([refused.length, new Set(refused)], [34, new Set(["server/busy"])]);
    assert.ok(turns > 20, `${turns} turns of the loop`);
    assert.match(await hasher.hash("correct horse"), /^\$argon2id/);
  });
});
