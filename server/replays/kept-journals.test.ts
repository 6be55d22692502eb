import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newMatchId } from "../ids.ts";
import { hands } from "../testing/hands/game.ts";
import { recordBroadcast } from "../testing/recorded-broadcast.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { WATCHED_GAMES } from "../testing/watching.ts";

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
    const body = (isJson ? JSON.parse(String(bytes)) : {}) as { journal?: { state: string; segments: object[] }; error?: { code: string } };
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
});
