import assert from "node:assert/strict";
import { type PublicMatch, readMatch } from "../net/public-matches.ts";
import { NowMatches } from "./now-matches.ts";

const match = (id: string, more: object = {}) => ({ id, game: "arena", seats: 2, leaders: [{ name: "Livia", score: 1 }], ...more });
const listed = (id: string, more: object = {}) => readMatch(match(id, more)) as PublicMatch;
const over = (id: string, more: object = {}) => match(id, { endedAt: "2026-05-01T12:00:00.000Z", counts: true, ...more });

describe("NowMatches", () => {
  it("holds what the server lists, then what the feed tells", async () => {
    const now = new NowMatches(async (state) => (state === "live" ? [listed("m1")] : [listed("m0", { endedAt: "2026-05-01T11:00:00.000Z" })]));
    assert.equal(now.state, "loading");
    await now.reload();
    now.tell("match-started", { match: match("m2") });
    now.tell("score", { match: "m1", game: "arena", seats: 3, leaders: [{ name: "Marcus", score: 4 }] });
    now.tell("score", { match: "unknown", leaders: [] });
    assert.deepEqual(ids(now.running), ["m2", "m1"]);
    assert.deepEqual([now.running[1]?.leaders[0]?.name, now.running[1]?.seats], ["Marcus", 3]);
    now.tell("match-finished", { match: over("m1") });
    assert.deepEqual([ids(now.running), ids(now.results)], [["m2"], ["m1", "m0"]]);
  });

  it("applies what the feed told while the lists were on their way", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const now = new NowMatches(async (state) => {
      await promise;
      return state === "live" ? [listed("m1")] : [];
    });
    const loading = now.reload();
    now.tell("match-finished", { match: over("m1") });
    resolve();
    await loading;
    assert.deepEqual([ids(now.running), ids(now.results)], [[], ["m1"]]);
  });

  it("shows a result once, and none of a match that has none", async () => {
    const now = new NowMatches(async (state) => (state === "live" ? [] : [listed("m1", { endedAt: "2026-05-01T12:00:00.000Z" })]));
    await now.reload();
    now.tell("match-finished", { match: over("m1") });
    now.tell("match-finished", { match: over("m2", { counts: false }) });
    assert.deepEqual(ids(now.results), ["m1"]);
  });

  it("keeps what it has where the server does not answer, and says so", async () => {
    let answers = true;
    const now = new NowMatches(async () => (answers ? [listed("m1")] : undefined));
    await now.reload();
    answers = false;
    await now.reload();
    assert.equal(now.state, "away");
    assert.deepEqual(ids(now.running), ["m1"]);
  });

  it("takes no notice of what is no event", async () => {
    const now = new NowMatches(async () => []);
    await now.reload();
    for (const data of [undefined, null, 1, {}, { match: null }, { match: { id: 1 } }]) now.tell("match-started", data);
    now.tell("else", { match: match("m1") });
    assert.deepEqual([now.running, now.results], [[], []]);
  });
});

function ids(matches: readonly PublicMatch[]): string[] {
  return matches.map(({ id }) => id);
}
