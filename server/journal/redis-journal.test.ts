import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import type { Redis } from "ioredis";
import { type BroadcastFrame, type BroadcastHead, encodeFrame, readFrames } from "../../rooms/lib/broadcast.ts";
import { newMatchId } from "../ids.ts";
import { openRedis } from "../redis/open-redis.ts";
import { startRedis, type TestRedis } from "../testing/redis.ts";
import { until } from "../testing/until.ts";
import { journalContract } from "./journal-contract.ts";
import { RedisJournal } from "./redis-journal.ts";

const head = (matchId = newMatchId()): BroadcastHead => ({
  game: "hands",
  build: "test",
  matchId,
  startedAt: Date.now(),
  tickHz: 5,
  patchHz: 5,
  schema: "00",
});
/** Segments of `length` frames, a full state first. */
const frame = (tick: number, length = 10): BroadcastFrame => ({
  kind: (tick - 1) % length === 0 ? "state" : "patch",
  tick,
  atMs: tick * 200,
  bytes: Uint8Array.of(tick & 255, tick >> 8),
});

describe("journals of live matches in Redis", function () {
  this.timeout(30_000);
  let server: TestRedis;
  const open: (() => void)[] = [];
  before(async () => {
    server = await startRedis();
  });
  after(async () => {
    for (const close of open) close();
    await server.kill();
  });
  async function node(times?: { liveMs?: number; keptMs?: number }): Promise<{ journal: RedisJournal; redis: Redis }> {
    const redis = await openRedis(server.url);
    const journal = new RedisJournal(redis, times);
    open.push(() => {
      journal.close();
      redis.disconnect();
    });
    return { journal, redis };
  }

  describe("as any journal", () => journalContract(async () => (await node()).journal, until));

  it("are followed on another node from the newest full state on, by whoever comes, each frame once and in order", async () => {
    const [{ journal: here }, { journal: there }] = [await node(), await node()];
    const [one, two] = [head(), head()];
    const streams = [here.openBroadcast(one), here.openBroadcast(two)];
    const write = (from: number, to: number) => {
      for (let tick = from; tick <= to; tick++) for (const stream of streams) stream.append(frame(tick));
    };
    write(1, 25);
    const seen: number[][] = [];
    const follow = async ({ matchId }: BroadcastHead) => {
      const ticks: number[] = [];
      seen.push(ticks);
      return until("somebody writes it", () => there.tail(matchId as never, ({ tick }) => ticks.push(tick)));
    };
    await until("it is there", async () => (await there.index(one.matchId as never))?.segments.length === 2);
    const stop = await follow(one);
    await follow(one);
    await follow(two);
    write(26, 48);
    await follow(one);
    const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
    await until("all have come", () => seen.every((ticks) => ticks.at(-1) === 48));
    assert.deepEqual(seen.slice(0, 3), [range(21, 48), range(21, 48), range(21, 48)]);
    assert.deepEqual(seen[3]?.slice(-8), range(41, 48));
    stop();
    write(49, 52);
    await until("the others go on", () => seen.slice(1).every((ticks) => ticks.at(-1) === 52));
    assert.equal(seen[0]?.at(-1), 48);
    for (const stream of streams) await stream.close();
  });

  it("lose no frame to who stops reading and comes again at once", async () => {
    const [{ journal: here }, { journal: there }] = [await node(), await node()];
    const { matchId, ...rest } = head();
    const stream = here.openBroadcast({ matchId, ...rest });
    for (let tick = 1; tick <= 200; tick++) {
      stream.append(frame(tick, 1000));
      const seen: number[] = [];
      const stop = await until("somebody writes it", () => there.tail(matchId as never, (each) => seen.push(each.tick)));
      stream.append(frame(++tick, 1000));
      await until("it goes on", () => seen.at(-1) === tick);
      stop();
    }
    await stream.close();
  });

  it("hold only the newest segments' frames beside what is sealed, and go some time after the last write", async () => {
    const { journal, redis } = await node({ keptMs: 60_000 });
    const { matchId, ...rest } = head();
    const stream = journal.openBroadcast({ matchId, ...rest });
    const record = journal.openRecord(matchId as never);
    for (let tick = 1; tick <= 300; tick++) {
      stream.append(frame(tick));
      record.append(Uint8Array.of(tick & 255));
      if (tick % 10 === 0) await new Promise(setImmediate);
    }
    await until("all is sealed", async () => (await journal.index(matchId as never))?.segments.length === 29);
    assert.ok((await redis.xlen(`velarium:journal:{${matchId}}:frames`)) <= 30);
    await Promise.all([stream.close(), record.close()]);
    for (const key of await redis.keys(`velarium:journal:{${matchId}}:*`)) {
      const leftMs = await redis.pttl(key);
      assert.ok(leftMs > 0 && leftMs <= 60_000, `${key}: ${leftMs}`);
    }
    await journal.release(matchId as never);
    assert.ok((await redis.pttl(`velarium:journal:{${matchId}}:record`)) <= 30_000);
    assert.ok(!(await journal.abandoned()).includes(matchId as never));
  });

  it("are complete to the last frame that came, and said to be cut, where the node that wrote them is gone", async () => {
    const [{ journal: dying, redis: line }, { journal: other }] = [await node({ liveMs: 300 }), await node()];
    const { matchId, ...rest } = head();
    const stream = dying.openBroadcast({ matchId, ...rest });
    const record = dying.openRecord(matchId as never);
    for (let tick = 1; tick <= 15; tick++) {
      stream.append(frame(tick));
      record.append(Uint8Array.of(tick));
    }
    await until("it is there", async () => (await other.readRecord(matchId as never))?.length === 15);
    await until("its first segment is sealed", async () => (await other.index(matchId as never))?.segments.length === 1);
    line.disconnect();
    await until("it is found out", async () => (await other.abandoned()).includes(matchId as never));
    const index = await other.index(matchId as never);
    assert.equal(index?.state, "cut");
    assert.deepEqual(
      index.segments.map(({ firstTick, lastTick }) => [firstTick, lastTick]),
      [
        [1, 10],
        [11, 15],
      ],
    );
    const left = gunzipSync((await other.segment(matchId as never, 1)) ?? Buffer.alloc(0));
    assert.deepEqual(
      [...readFrames(left)].map(({ tick }) => tick),
      [11, 12, 13, 14, 15],
    );
    assert.deepEqual(
      [...((await other.readRecord(matchId as never)) ?? [])],
      Array.from({ length: 15 }, (_, i) => i + 1),
    );
    assert.equal(await other.tail(matchId as never, () => {}), undefined);
  });

  it("go on in order, nothing twice, after the line to Redis was cut for a while", async () => {
    const [{ journal, redis: line }, { journal: other }] = [await node(), await node()];
    const { matchId, ...rest } = head();
    const stream = journal.openBroadcast({ matchId, ...rest });
    const record = journal.openRecord(matchId as never);
    for (let tick = 1; tick <= 60; tick++) {
      stream.append(frame(tick));
      record.append(Uint8Array.of(tick));
      if (tick === 22) line.disconnect();
      if (tick === 40) {
        await until("the line is cut", () => line.status === "end");
        await line.connect();
      }
      if (tick % 3 === 0) await new Promise(setImmediate);
    }
    stream.append({ kind: "end", tick: 60, atMs: 12_000 });
    await Promise.all([stream.close(), record.close()]);
    const index = await other.index(matchId as never);
    assert.deepEqual([index?.state, index?.segments.length], ["whole", 6]);
    const ticks: number[] = [];
    for (let n = 0; n < 6; n++)
      for (const { tick, kind } of readFrames(gunzipSync((await other.segment(matchId as never, n)) ?? Buffer.alloc(0))))
        if (kind !== "end") ticks.push(tick);
    assert.deepEqual(
      ticks,
      Array.from({ length: 60 }, (_, i) => i + 1),
    );
    assert.deepEqual([...((await other.readRecord(matchId as never)) ?? [])], ticks);
  });

  it("are refused with a code where what Redis has is none that was written", async () => {
    const { journal, redis } = await node();
    const { matchId, ...rest } = head();
    const stream = journal.openBroadcast({ matchId, ...rest });
    for (let tick = 1; tick <= 25; tick++) stream.append(frame(tick));
    await until("two are sealed", async () => (await journal.index(matchId as never))?.segments.length === 2);
    const key = `velarium:journal:{${matchId}}:index`;
    const line = String(await redis.hget(key, "1"));
    for (const damage of ["\0", "null", "{}", line.replace(/"bytes":\d+/, '"bytes":3000000000')]) {
      await redis.hset(key, "1", damage);
      await assert.rejects(journal.index(matchId as never), { code: "journal/damaged" });
    }
    await redis.hset(key, "1", line, "head", "{");
    await assert.rejects(journal.index(matchId as never), { code: "journal/damaged" });
    await stream.close();
  });

  it("are bounded: they are given up where Redis loses them, or is away for too long: who writes is told at the end, never before", async () => {
    const { journal, redis } = await node();
    const [lost, long] = [head(), head()];
    const stream = journal.openBroadcast(lost);
    for (let tick = 1; tick <= 5; tick++) stream.append(frame(tick));
    await until("it is there", () => journal.index(lost.matchId as never));
    await server.kill();
    const flood = journal.openRecord(long.matchId as never);
    for (let tick = 6; tick <= 9; tick++) stream.append(frame(tick));
    for (let i = 0; i < 400; i++) flood.append(new Uint8Array(4096));
    await server.start();
    await until("the connection is there again", () => redis.status === "ready");
    for (let tick = 10; tick <= 12; tick++) stream.append(frame(tick));
    await assert.rejects(stream.close(), /Redis lost this journal/);
    await assert.rejects(flood.close(), /away for too long/);
    assert.equal(await journal.index(lost.matchId as never), undefined);
  });

  it("cost no more than a turn's worth of writing to append to", async () => {
    const { journal } = await node();
    const record = journal.openRecord(newMatchId());
    const bytes = encodeFrame(frame(1));
    const began = performance.now();
    for (let i = 0; i < 1000; i++) record.append(bytes);
    assert.ok(performance.now() - began < 100, "appending waits for nothing");
    await record.close();
  });
});
