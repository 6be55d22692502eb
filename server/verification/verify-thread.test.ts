import assert from "node:assert/strict";
import { createRandom, nextInt } from "../../rooms/lib/random.ts";
import { resultFromRecord } from "../matches/result-from-record.ts";
import { hands } from "../testing/hands/game.ts";
import { recordMatch } from "../testing/record-match.ts";
import { VerifyThread } from "./verify-thread.ts";

const ENTRY = new URL("../testing/verify-hands-worker.ts", import.meta.url);

/** A thread that does this for each job. */
function thread(body: string, maxSilentMs = 30_000): VerifyThread {
  const source = `import { parentPort } from "node:worker_threads"; parentPort.on("message", () => { ${body} });`;
  return new VerifyThread(new URL(`data:text/javascript,${encodeURIComponent(source)}`), { maxSilentMs, maxHeapMb: 48 });
}

describe("a thread that verifies", function () {
  this.timeout(60_000);
  const { bytes } = recordMatch(hands, { seed: 100, maxTicks: 3000 });
  const result = resultFromRecord(hands, bytes);
  assert.ok(result);
  const job = (record: Uint8Array) => ({ bytes: record, build: "test", stored: { result, erased: 0 } });

  it("ends alone where a record makes it loop, swell or fail, and another takes the next job", async () => {
    const failures = {
      loops: [thread("for (;;);", 300), /silent for 300 ms/],
      swells: [thread("const all = []; for (;;) all.push(new Array(100_000).fill(all.length));"), /memory/],
      fails: [thread('throw new Error("planted fault");'), /planted fault/],
      ends: [thread("process.exit(0);"), /the thread ended/],
    } as const;
    for (const [how, [failing, reason]] of Object.entries(failures)) {
      for (let again = 0; again < 2; again++) await assert.rejects(failing.verify(job(bytes)), reason, how);
      await failing.stop();
    }
  });

  it("is given all the time it takes while it goes on", async () => {
    const word = (text: string) => `parentPort.postMessage(${text});`;
    const slow = thread(
      `let n = 0; const timer = setInterval(() => { if (n++ < 8) { ${word('"alive"')} } else { clearInterval(timer); ${word("{ verdict: 'verified' }")} } }, 250);`,
      1500,
    );
    const began = performance.now();
    assert.equal((await slow.verify(job(bytes))).verdict, "verified");
    assert.ok(performance.now() - began > 1500);
    await slow.stop();
  });

  it("answers for every record, whatever was done to it, in the order of the jobs", async () => {
    const jobs = new VerifyThread(ENTRY);
    const random = createRandom(5);
    const answers: Promise<{ verdict: string }>[] = [];
    for (let round = 0; round < 300; round++) {
      const damaged = bytes.slice(0, round % 3 === 0 ? nextInt(random, bytes.length) : bytes.length);
      if (damaged.length > 0) for (let i = 0; i < 1 + (round % 5); i++) damaged[nextInt(random, damaged.length)] = nextInt(random, 256);
      answers.push(jobs.verify(job(round % 50 === 49 ? bytes : damaged)));
    }
    const verdicts = (await Promise.all(answers)).map(({ verdict }) => verdict);
    await jobs.stop();
    assert.ok(verdicts.every((verdict) => ["verified", "differs", "cut", "damaged", "foreign"].includes(verdict)));
    assert.deepEqual(
      verdicts.filter((_, round) => round % 50 === 49),
      new Array(6).fill("verified"),
    );
  });
});
