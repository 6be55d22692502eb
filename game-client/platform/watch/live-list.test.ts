import assert from "node:assert/strict";
import type { Answer } from "../../net/request.ts";
import { LiveList } from "./live-list.ts";
import { type LiveMatch, readLiveMatch, topScores } from "./live-match.ts";

const players = (...scores: number[]) =>
  scores.map((score, seat) => ({ seat, player: `p_${seat}`, name: `P${seat}`, bot: false, team: seat % 2, score }));

function match(id: string, more: object = {}): LiveMatch {
  return readLiveMatch({
    id,
    game: "arena",
    mode: "ffa",
    map: "orbit",
    roomId: `r_${id}`,
    startedAt: new Date(1000).toISOString(),
    players: players(3, 1),
    ...more,
  });
}

async function listOf(...matches: readonly LiveMatch[]): Promise<LiveList> {
  const list = new LiveList(async () => ({ ok: true, value: matches }));
  await list.reload();
  return list;
}

const ids = (list: LiveList) => list.matches.map(({ id }) => id);

describe("the list of running matches", () => {
  it("takes in a match that begins at the end, and one that ends stays until nobody points at it", async () => {
    const list = await listOf(match("a"), match("b"));
    list.tell("match-started", {
      match: { id: "c", game: "arena", mode: "ffa", map: "orbit", startedAt: new Date(5000).toISOString(), seats: 8, leaders: [] },
    });
    list.tell("match-finished", { match: { id: "a", leaders: players(20, 4), seats: 2 } });
    assert.deepEqual(ids(list), ["a", "b", "c"]);
    assert.deepEqual(list.matches[0]?.over, true);
    assert.deepEqual(list.matches[0]?.leaders[0]?.score, 20);
    list.settle();
    assert.deepEqual(ids(list), ["c", "b"]);
  });

  it("orders by watchers, then the newest first", async () => {
    const list = await listOf(match("old"), match("new", { startedAt: new Date(9000).toISOString() }), match("watched", { watchers: 3 }));
    list.settle();
    assert.deepEqual(ids(list), ["watched", "new", "old"]);
  });

  it("keeps those behind when a score names the ones in front alone", async () => {
    const list = await listOf(match("a", { mode: "teams", players: players(3, 2, 1, 1, 1, 1) }));
    list.tell("score", { match: "a", seats: 6, leaders: players(3, 5).slice(1) });
    assert.deepEqual(
      list.matches[0]?.leaders.map(({ seat, score }) => [seat, score]),
      [
        [1, 5],
        [0, 3],
        [2, 1],
        [3, 1],
        [4, 1],
        [5, 1],
      ],
    );
    assert.deepEqual(topScores(list.matches[0] as LiveMatch), [7, 5]);
  });

  it("keeps what the feed told while the list was on its way", async () => {
    let answer: (value: Answer<readonly LiveMatch[]>) => void = () => {};
    const list = new LiveList(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const reloading = list.reload();
    list.tell("match-finished", { match: { id: "a" } });
    list.tell("match-started", { match: { id: "b" } });
    answer({ ok: true, value: [match("a")] });
    await reloading;
    list.settle();
    assert.deepEqual(ids(list), ["b"]);
  });

  it("keeps what it shows where the server does not answer, and marks what is gone where it does", async () => {
    let matches: readonly LiveMatch[] | undefined = [match("a"), match("b")];
    const list = new LiveList(async () => (matches ? { ok: true, value: matches } : { ok: false, code: "away", message: "" }));
    await list.reload();
    matches = undefined;
    await list.reload();
    assert.deepEqual([list.state, ids(list)], ["away", ["a", "b"]]);
    matches = [match("b", { watchers: 7 })];
    await list.reload();
    assert.deepEqual(
      list.matches.map(({ id, over, watchers }) => [id, over, watchers]),
      [
        ["a", true, 0],
        ["b", false, 7],
      ],
    );
  });

  it("does not mind what it cannot read", async () => {
    const list = await listOf(match("a"));
    for (const data of [undefined, null, 5, "x", {}, { match: 5 }, { match: {} }, { match: { id: 7 } }]) {
      for (const name of ["match-started", "match-finished", "score", "other"]) list.tell(name, data);
    }
    assert.deepEqual(ids(list), ["a"]);
  });
});
