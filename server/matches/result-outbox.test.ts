import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newPlayers, resultOf } from "../testing/match-results.ts";
import { ResultOutbox } from "./result-outbox.ts";

describe("the outbox of results", () => {
  const dir = mkdtempSync(join(tmpdir(), "velarium-outbox-"));
  after(() => rmSync(dir, { recursive: true, force: true }));

  it("gives an earlier process's results to the next one, and throws away what it had only begun to write", async () => {
    const result = resultOf(newPlayers(2));
    await new ResultOutbox(dir).keep(result);
    writeFileSync(join(dir, "5f1c.draft"), '{"id":"m_');
    const next = new ResultOutbox(dir);
    assert.deepEqual(await next.all(), { results: [result], unreadable: [] });
    assert.deepEqual(readdirSync(dir), [`${result.id}.json`]);
    await next.drop(result.id);
  });

  it("leaves nothing of a result that cannot be kept", async () => {
    const outbox = new ResultOutbox(dir);
    const result = resultOf(newPlayers(2));
    // What is in the way lets the last step fail, after the draft is written.
    mkdirSync(join(dir, `${result.id}.json`));
    await assert.rejects(outbox.keep(result));
    assert.deepEqual(readdirSync(dir), [`${result.id}.json`]);
  });
});
