import assert from "node:assert/strict";
import { readReplayFile } from "../../rooms/lib/replay-file.ts";
import { startCluster, type TestCluster } from "../testing/cluster.ts";
import { type Joined, quickPlay } from "../testing/joined.ts";
import { StateLog } from "../testing/state-log.ts";
import type { TestPlayer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import { watch } from "../testing/watching.ts";

/** Arena's. */
const DELAY_MS = 2000;

describe("watching at one node what is played on another", function () {
  this.timeout(120_000);
  let cluster: TestCluster;
  let who: TestPlayer;
  let player: Joined;
  before(async () => {
    cluster = await startCluster(2);
    who = await cluster.guest(0);
  });
  after(() => cluster?.dispose());

  const hostOf = (room: unknown) => new URL((room as { connection: { transport: { ws: { url: string } } } }).connection.transport.ws.url).host;
  const answer = async (path: string) => fetch(`${cluster.urls[1]}/api/matches/${player.state.matchId}/${path}`);
  const answerOf = async (path: string) => Buffer.from(await (await answer(path)).arrayBuffer());
  it("shows the states that players have, after the delay, live and from before", async () => {
    player = await quickPlay(who, "arena", { fill: 6, minutes: 1, scoreLimit: 200, level: "hard" });
    await until("the match runs", () => player.state.phase === "playing", 20_000);
    const own = new StateLog(player);
    const [guest, { matchId }] = [await cluster.guest(1), player.state];
    const watcher = await until("the match is known there", () => watch(guest, matchId).catch(() => undefined));
    assert.notEqual(hostOf(watcher), hostOf(player));
    const log = new StateLog(watcher);
    await until("many are compared", () => own.compare(log).compared > 300, 30_000);
    assert.deepEqual(own.compare(log).different, []);
    const waits = [...log.atMs].flatMap(([tick, at]) => (own.atMs.has(tick) ? [at - (own.atMs.get(tick) ?? 0)] : [])).toSorted((a, b) => a - b);
    const usual = waits[Math.floor(waits.length / 2)] ?? 0;
    assert.ok(usual > DELAY_MS - 50, `${usual} ms`);

    const { tick } = (await watcher.request("watch.seek", { tick: 30 })) as { tick: number };
    assert.equal(tick, 30);
    const earlier = new StateLog(watcher);
    await until("it plays on from there", () => earlier.byTick.size > 60, 20_000);
    assert.deepEqual(own.compare(earlier).different, []);
    await watcher.leave();
  });

  it("serves its segments, and its whole file once it is over", async () => {
    const listed = await until("a segment is listed", async () => {
      const { journal } = (await (await answer("journal")).json()) as { journal: { segments: object[]; delayMs: number } };
      return journal.segments.length > 0 ? journal : undefined;
    });
    assert.equal(listed.delayMs, DELAY_MS);
    const segment = await answerOf("journal/segments/0");
    assert.equal((await answer("journal/file")).status, 409, "while it runs");
    await until("the match is over", () => player.state.phase === "finished", 90_000);
    const bytes = await until(
      "the file is there",
      async () => {
        const file = await answer("journal/file");
        const body = Buffer.from(await file.arrayBuffer());
        return file.ok ? body : undefined;
      },
      30_000,
    );
    const read = readReplayFile(bytes);
    assert.ok(read.ok);
    assert.deepEqual(Buffer.from(read.file.segment(0) ?? []), segment);
    assert.equal(read.file.index.state, "whole");
    await player.leave();
  });
});
