import assert from "node:assert/strict";
import { newMatchId } from "../ids.ts";
import type { Audience } from "./audience.ts";

/** Two processes that share what an audience is kept in, on a clock that the test moves. */
export interface AudiencePair {
  readonly first: Audience;
  readonly second: Audience;
  /** Passes so much time; `renewing` are the processes that live. */
  pass(ms: number, ...renewing: readonly Audience[]): Promise<void>;
  close?(): Promise<void>;
}

/** What every audience does. */
export function audienceContract(open: () => Promise<AudiencePair>): void {
  let pair: AudiencePair;
  beforeEach(async () => {
    pair = await open();
  });
  afterEach(() => pair.close?.());

  it("adds up the rooms of all processes, by match and by seat", async () => {
    const [match, other] = [newMatchId(), newMatchId()];
    pair.first.report(match, "a", { watchers: 3, following: { 0: 2 } });
    pair.second.report(match, "b", { watchers: 4, following: { 0: 1, 2: 1 } });
    pair.second.report(other, "c", { watchers: 1, following: {} });
    await pair.pass(2000);
    const now = await pair.first.now();
    assert.deepEqual(now.get(match), { watchers: 7, following: { 0: 3, 2: 1 } });
    assert.deepEqual(now.get(other), { watchers: 1, following: {} });
  });

  it("takes a room's last word, and forgets a room that closed", async () => {
    const match = newMatchId();
    pair.first.report(match, "a", { watchers: 3, following: {} });
    pair.first.report(match, "a", { watchers: 2, following: {} });
    await pair.pass(2000);
    assert.equal((await pair.second.now()).get(match)?.watchers, 2);
    pair.first.report(match, "a", undefined);
    await pair.pass(2000);
    assert.equal((await pair.second.now()).get(match), undefined);
  });

  it("forgets what a process that crashed had said, and keeps what a living one says", async () => {
    const match = newMatchId();
    pair.first.report(match, "a", { watchers: 3, following: {} });
    pair.second.report(match, "b", { watchers: 5, following: {} });
    for (let i = 0; i < 6; i++) await pair.pass(5000, pair.second);
    assert.equal((await pair.second.now()).get(match)?.watchers, 5);
  });
}
