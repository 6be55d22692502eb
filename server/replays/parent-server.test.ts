import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { Encoder, Reflection } from "@colyseus/schema";
import { type BroadcastIndex, encodeFrame } from "../../rooms/lib/broadcast.ts";
import { newMatchId } from "../ids.ts";
import { until } from "../testing/until.ts";
import { Broadcasts } from "./broadcasts.ts";
import { ParentServer } from "./parent-server.ts";

const GONE_MS = 300;
const match = newMatchId();
const sound = Buffer.from(Reflection.encode(new Encoder(new Reflection()))).toString("hex");

/** Two types, each of which extends the other. */
function circle(): string {
  const Type = (Reflection as unknown as Record<symbol, { type: { array: new () => object } }[]>)[Symbol.metadata as symbol]?.[0]?.type.array;
  assert.ok(Type);
  const reflection = new Reflection();
  for (const [id, extendsId] of [
    [0, 1],
    [1, 0],
  ])
    reflection.types.push(Object.assign(new Type(), { id, extendsId }) as never);
  return Buffer.from(new Encoder(reflection).encodeAll()).toString("hex");
}

describe("a server whose matches are watched here", () => {
  let parent: Server;
  let broadcasts: Broadcasts;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  beforeEach(async () => {
    parent = createServer((request, response) => answer(request, response)).listen(0, "127.0.0.1");
    await once(parent, "listening");
    const origin = `http://127.0.0.1:${(parent.address() as AddressInfo).port}`;
    broadcasts = new Broadcasts({
      journal: { index: async () => undefined, segment: async () => undefined, tail: async () => undefined },
      parent: new ParentServer(origin, "relay", GONE_MS),
      delayMs: () => 0,
    });
  });
  afterEach(() => {
    broadcasts.close();
    parent.close();
    parent.closeAllConnections();
  });

  const state = encodeFrame({ kind: "state", tick: 1, atMs: 0, bytes: Uint8Array.of(1) });
  const segment = gzipSync(state);
  function listing(change: Partial<BroadcastIndex["head"]> = {}): string {
    const head = { game: "arena", build: "", matchId: match, code: "", startedAt: Date.now() - 600_000, tickHz: 30, patchHz: 30, schema: sound };
    const entry = { n: 0, firstTick: 1, lastTick: 1, firstMs: 0, lastMs: 0, bytes: segment.length, rawBytes: state.length };
    return JSON.stringify({ journal: { head: { ...head, ...change }, segments: [entry], moments: [], state: "live", delayMs: 0 } });
  }

  it("holds nobody up with types that go in a circle", async () => {
    answer = (_, response) => response.end(listing({ schema: circle() }));
    await assert.rejects(broadcasts.lease(match), { code: "journal/damaged" });
  });

  it("is read no further than any index or segment goes", async () => {
    let ended = 0;
    const endless = (response: ServerResponse) => {
      response.once("close", () => ended++);
      const more = () => {
        while (!response.destroyed && response.write("a".repeat(1 << 20)));
      };
      response.on("drain", more);
      more();
    };
    answer = (_, response) => endless(response);
    await assert.rejects(broadcasts.lease(match), { code: "server/busy" });
    await until("the parent is not listened to any more", () => ended === 1);
    answer = ({ url }, response) => (url?.includes("segments") ? endless(response) : response.end(listing()));
    const lease = await broadcasts.lease(match);
    await assert.rejects(Promise.resolve(lease?.broadcast.releasedSegment(0)), { code: "server/busy" });
    await until("nor here", () => ended === 2);
    lease?.release();
  });

  it("makes nothing unknown by having no time, a fault, or no line; what it does not know is", async () => {
    for (const status of [429, 500, 502, 503]) {
      answer = (_, response) => response.writeHead(status).end("{}");
      await assert.rejects(broadcasts.lease(match), { code: "server/busy", retryAfterSeconds: 5 });
    }
    answer = (request) => request.socket.destroy();
    await assert.rejects(broadcasts.lease(match), { code: "server/busy" });
    answer = (_, response) => response.end(listing());
    const lease = await broadcasts.lease(match);
    assert.equal((await lease?.broadcast.releasedIndex())?.state, "live");
    lease?.release();
    answer = (_, response) => response.writeHead(404).end("{}");
    assert.equal(await broadcasts.lease(newMatchId()), undefined);
  });

  it("that is gone for good leaves a match that is cut, not live for ever", async () => {
    answer = ({ url }, response) => {
      if (url?.endsWith("/tail")) response.write(state);
      else response.end(url?.includes("segments") ? segment : listing());
    };
    const lease = await broadcasts.lease(match);
    assert.equal((await lease?.broadcast.releasedIndex())?.state, "live");
    parent.close();
    parent.closeAllConnections();
    await until("it is cut", async () => (await lease?.broadcast.releasedIndex())?.state === "cut", 30_000);
    assert.ok(lease?.broadcast.over);
    lease.release();
  }).timeout(40_000);
});
