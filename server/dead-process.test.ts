import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { Redis } from "ioredis";
import { readReplayFile } from "../rooms/lib/replay-file.ts";
import { startCluster, type TestCluster } from "./testing/cluster.ts";
import { joinById, quickPlay, settled } from "./testing/joined.ts";
import { until } from "./testing/until.ts";

/** What others need to be sure that a process is gone, and what a busy machine needs beside. */
const FOUND_OUT_MS = 120_000;

interface Shown {
  readonly match?: { readonly state: string; readonly reason?: string; readonly players: readonly { readonly player: string }[] };
}

describe("a process of three that is killed in the middle of a match", function () {
  this.timeout(240_000);
  let cluster: TestCluster;
  let redis: Redis;
  before(async () => {
    cluster = await startCluster(3);
    redis = new Redis(cluster.redis.url);
  });
  after(async () => {
    redis?.disconnect();
    await cluster?.dispose();
  });
  const ask = async (index: number, path: string) => {
    const answer = await fetch(cluster.urls[index] + path);
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  /** What changes, asked for no more often than a server lets one address. */
  const again = async (index: number, path: string) => {
    await wait(250);
    return ask(index, path);
  };
  const json = async (index: number, path: string) => JSON.parse(String((await again(index, path)).bytes));

  it("holds nobody up who wants to play, and leaves its match to the others: its journal to the last frames, its result as the server's fault", async () => {
    const [one, two] = [await cluster.guest(0), await cluster.guest(1)];
    const room = await settled(await one.client.create("arena", { fill: 4, minutes: 10 }));
    const other = await joinById(two, room.roomId);
    const { matchId } = room.state;
    const path = `/api/matches/${matchId}`;
    await until("it has a past for spectators", async () => (await json(1, `${path}/journal`)).journal?.segments.length > 1, 20_000);
    for (const index of [0, 1, 2]) {
      for (const closed of ["/journal/file", "/record"]) {
        const { status, bytes } = await ask(index, path + closed);
        assert.deepEqual([status, JSON.parse(String(bytes)).error.code], [409, "match/live"], closed);
      }
      const [segment, keyframe] = [await ask(index, `${path}/journal/segments/0`), await ask(index, `${path}/journal/keyframes/1`)];
      assert.deepEqual([segment.status, keyframe.status], [200, 200]);
      assert.deepEqual(segment.bytes, (await ask(0, `${path}/journal/segments/0`)).bytes);
      assert.deepEqual(keyframe.bytes, (await ask(0, `${path}/journal/keyframes/1`)).bytes);
    }

    for (const each of [room, other]) each.reconnection.enabled = false;
    const lastTick = other.state.tick;
    cluster.nodes[0]?.child.kill("SIGKILL");
    await cluster.nodes[0]?.ended();
    const killedMs = performance.now();
    const next = await quickPlay(await cluster.guest(1), "arena", { fill: 4, minutes: 10 });
    assert.ok(performance.now() - killedMs < 1500, `who looks for a match waited ${performance.now() - killedMs} ms`);
    assert.notEqual(next.roomId, room.roomId);
    await next.leave();

    const file = await until(
      "its replay is whole on another",
      async () => {
        const { status, bytes } = await again(1, `${path}/journal/file`);
        return status === 200 ? bytes : undefined;
      },
      FOUND_OUT_MS,
    );
    const read = readReplayFile(file);
    assert.ok(read.ok);
    assert.equal(read.file.index.state, "cut");
    assert.ok((read.file.index.segments.at(-1)?.lastTick ?? 0) >= lastTick - 10, "it has the last that was seen");
    await until(
      "it is archived",
      async () => (await redis.sismember("velarium:journals", matchId)) === 0 && (await again(2, `${path}/journal/file`)).status === 200,
      FOUND_OUT_MS,
    );
    for (const key of await redis.keys(`velarium:journal:{${matchId}}:*`)) await redis.del(key);
    for (const index of [1, 2]) {
      const archived = readReplayFile((await ask(index, `${path}/journal/file`)).bytes);
      assert.deepEqual(archived.ok && archived.file.index, read.file.index);
      assert.equal((await ask(index, `${path}/record`)).status, 200);
    }

    for (const index of [1, 2]) {
      const { match } = await until(
        "it is over",
        async () => {
          const shown = (await json(index, path)) as Shown;
          return shown.match?.state === "finished" ? shown : undefined;
        },
        FOUND_OUT_MS,
      );
      assert.equal(match?.reason, "fault");
    }
  });
});
