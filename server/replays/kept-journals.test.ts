import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BroadcastIndex, SegmentEntry } from "../../rooms/lib/broadcast.ts";
import { type MatchId, newMatchId } from "../ids.ts";
import { hands } from "../testing/hands/game.ts";
import { recordBroadcast } from "../testing/recorded-broadcast.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import { WATCHED_GAMES, watch } from "../testing/watching.ts";

describe("a journal that is kept, over HTTP", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer(WATCHED_GAMES);
  });
  after(() => server.stop());

  /** A match of six segments that is over, as it lies on the disk. */
  async function kept(): Promise<string> {
    const matchId = newMatchId();
    await recordBroadcast(join(server.dataDir, "journal"), hands, { seats: 2, seed: 3, matchId, maxTicks: 60 });
    writeFileSync(file(matchId, "record"), "the record");
    return matchId;
  }
  const file = (matchId: string, name: string) => join(server.dataDir, "journal", matchId, name);
  async function get(path: string, headers: Record<string, string> = {}) {
    const response = await fetch(`${server.url}/api/matches/${path}`, { headers });
    const bytes = Buffer.from(await response.arrayBuffer());
    const of = (name: string) => response.headers.get(name);
    const isJson = of("content-type")?.includes("json") ?? false;
    const body = (isJson ? JSON.parse(String(bytes)) : {}) as { journal?: BroadcastIndex; error?: { code: string } };
    return { status: response.status, bytes, cache: of("cache-control"), etag: of("etag"), code: body.error?.code, journal: body.journal };
  }

  it("may be kept by everybody for ever where it is whole; neither the record nor the last segment of what is cut may", async () => {
    const [whole, cut] = [await kept(), await kept()];
    const lines = readFileSync(file(cut, "index"), "utf8").split("\n");
    writeFileSync(file(cut, "index"), `${lines.slice(0, -2).join("\n")}\n`);
    const { journal } = await get(`${cut}/journal`);
    assert.equal(journal?.state, "cut");
    const last = (journal?.segments.length ?? 0) - 1;
    assert.ok(last > 1);
    const headers = async (path: string) => {
      const { status, cache, etag } = await get(path);
      return [status, cache, etag];
    };
    const forEver = "public, max-age=31536000, immutable";
    assert.deepEqual(await headers(`${whole}/journal/segments/${last}`), [200, forEver, `"${whole}.${last}"`]);
    assert.deepEqual((await headers(`${whole}/record`)).slice(0, 2), [200, forEver]);
    assert.deepEqual(await headers(`${cut}/journal/segments/${last - 1}`), [200, forEver, `"${cut}.${last - 1}"`]);
    assert.deepEqual(await headers(`${cut}/journal/segments/${last}`), [200, "no-store", null]);
    assert.deepEqual(await headers(`${cut}/record`), [200, "no-store", null]);
  });

  const segmentsOf = async (matchId: string) => (await server.services.journal.index(matchId as MatchId))?.segments ?? [];
  it("is told to be fresh to who has a segment already, and no cache keeps a refusal", async () => {
    const matchId = await kept();
    const path = `${matchId}/journal/segments/1`;
    const { etag, cache, bytes } = await get(path);
    assert.ok(bytes.length > 0);
    const fresh = await get(path, { "if-none-match": `"another", ${etag}` });
    assert.deepEqual([fresh.status, fresh.bytes.length, fresh.etag, fresh.cache], [304, 0, etag, cache]);
    assert.deepEqual([(await get(path, { "if-none-match": '"another"' })).status], [200]);
    for (const refused of [`${path}000`, `${matchId}/journal/segments/x`, `${newMatchId()}/journal`, `${matchId}/journal/keyframes/x`]) {
      const answer = await get(refused);
      assert.deepEqual([answer.status >= 400, answer.cache], [true, "no-store"], refused);
    }
  });

  /** Flips bytes in the middle of segments. */
  async function damage(matchId: string, ...numbers: number[]): Promise<void> {
    const bytes = readFileSync(file(matchId, "segments"));
    let at = 0;
    for (const { n, bytes: length } of await segmentsOf(matchId)) {
      if (numbers.includes(n)) bytes.fill(0x41, at + (length >> 1), at + (length >> 1) + 12);
      at += length;
    }
    writeFileSync(file(matchId, "segments"), bytes);
  }
  function changeHead(matchId: string, change: (head: Record<string, unknown>) => object | undefined): void {
    const [first, ...rest] = readFileSync(file(matchId, "index"), "utf8").split("\n");
    const { head } = JSON.parse(first ?? "") as { head: Record<string, unknown> };
    writeFileSync(file(matchId, "index"), [JSON.stringify({ head: change(head) }), ...rest].join("\n"));
  }

  it("can be read beside its damaged segments, the last one too, whose states are refused with a code", async () => {
    const matchId = await kept();
    const segments = await segmentsOf(matchId);
    const last = segments.length - 1;
    await damage(matchId, 1, last);
    const statuses = async (...paths: string[]) => Promise.all(paths.map(async (path) => (await get(`${matchId}/${path}`)).status));
    assert.deepEqual(await statuses("journal", "journal/segments/0", "journal/file", "record", "journal/keyframes/1"), [200, 200, 200, 200, 200]);
    for (const n of [1, last]) {
      const { firstTick } = segments[n] as SegmentEntry;
      const { status, code } = await get(`${matchId}/journal/keyframes/${firstTick}`);
      assert.deepEqual([status, code], [500, "journal/damaged"]);
    }
  });

  it("is watched past its damaged segments to its end", async () => {
    const matchId = await kept();
    const segments = await segmentsOf(matchId);
    await damage(matchId, 1, segments.length - 1);
    const watcher = await watch(await server.guest(), matchId, { fromTick: 1 });
    const ticks = new Set<number>();
    watcher.onStateChange(({ tick }) => ticks.add(tick));
    let ended = false;
    watcher.onMessage("watch.ended", () => {
      ended = true;
    });
    watcher.onMessage("*", () => {});
    await until("it has ended", () => ended, 30_000);
    const shown = segments.map(({ firstTick, lastTick }) => [...ticks].some((tick) => tick > firstTick && tick < lastTick));
    assert.deepEqual(
      shown,
      segments.map(({ n }) => n !== 1 && n !== segments.length - 1),
    );
    await watcher.leave();
  }).timeout(40_000);

  it("is refused with a code where its head or its schema cannot be read, also to who would watch", async () => {
    for (const change of [() => undefined, (head: Record<string, unknown>) => ({ ...head, schema: String(head.schema).slice(0, 40) })]) {
      const matchId = await kept();
      changeHead(matchId, change);
      for (const path of ["journal", "journal/segments/0", "journal/file", "record"])
        assert.deepEqual([path, (await get(`${matchId}/${path}`)).code], [path, "journal/damaged"]);
      await assert.rejects(watch(await server.guest(), matchId), /damaged/);
    }
  });

  it("is refused with a code to who would watch it where no segment can be read", async () => {
    const matchId = await kept();
    changeHead(matchId, (head) => ({ ...head, code: "" }));
    await damage(matchId, ...Array(20).keys());
    await assert.rejects(watch(await server.guest(), matchId), /damaged/);
  });

  it("is shown by the code in its head to whom it was shown before, where none of its states can be read", async () => {
    const matchId = await kept();
    changeHead(matchId, (head) => ({ ...head, code: "ABCDE", startedAt: Date.now() - 60_000 }));
    await damage(matchId, ...Array(20).keys());
    const stranger = await server.guest();
    const asks = async (query: string) => (await get(`${matchId}/record${query}`, { authorization: `Bearer ${stranger.token}` })).code;
    assert.deepEqual([await asks(""), await asks("?code=ABCDF"), await asks("?code=ABCDE")], ["match/unknown", "match/unknown", undefined]);
  });
});
