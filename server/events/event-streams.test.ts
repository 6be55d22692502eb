import assert from "node:assert/strict";
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { createRandom, nextInt } from "../../rooms/lib/random.ts";
import { AddressLimit } from "../edge/address-limit.ts";
import { replyWithError } from "../edge/error-replies.ts";
import { createHttpServer } from "../edge/http-server.ts";
import { Peers } from "../edge/peers.ts";
import { createLog } from "../lib/log.ts";
import { SseReader } from "../testing/sse-reader.ts";
import { until } from "../testing/until.ts";
import { EventHistory } from "./event-history.ts";
import { eventRoutes } from "./event-routes.ts";
import { EventStreams, type EventStreamsOptions } from "./event-streams.ts";

describe("GET /api/events", () => {
  const open: (() => void)[] = [];
  afterEach(() => {
    for (const close of open.splice(0)) close();
  });

  it("tells everybody who reads what happens, with headers that no proxy gathers or compresses", async () => {
    const { events, read } = await serve();
    const readers = [read(), read()];
    await reading(readers);
    for (let i = 0; i < 3; i++) publish(events, i);
    for (const reader of readers) {
      await until("three have come", () => reader.events.length === 3);
      assert.deepEqual(numbers(reader), [0, 1, 2]);
      assert.equal(reader.retryMs, 3000);
      const { headers } = reader.response ?? {};
      assert.equal(headers?.["content-type"], "text/event-stream; charset=utf-8");
      assert.equal(headers?.["cache-control"], "no-cache, no-transform");
      assert.equal(headers?.["x-accel-buffering"], "no");
      assert.equal(headers?.["content-encoding"], undefined);
    }
  });

  it("goes on after a cut without gap or duplicate, wherever it was cut", async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = createRandom(seed);
    const { events, read } = await serve();
    const seen: number[] = [];
    let [published, lastId] = [0, ""];
    for (let turn = 0; turn < 60; turn++) {
      const reader = read("", lastId);
      if (turn === 0 || nextInt(random, 2) === 0) await reading([reader]);
      // Some while it reads, some while nobody does; it is cut at any point of what is on its way.
      for (let i = nextInt(random, 20); i > 0; i--) publish(events, published++);
      const patience = nextInt(random, 6);
      for (let i = 0; i < patience; i++) await new Promise((resolve) => setImmediate(resolve));
      reader.cut();
      seen.push(...numbers(reader));
      lastId = reader.lastId;
      for (let i = nextInt(random, 5); lastId !== "" && i > 0; i--) publish(events, published++);
      if (lastId === "") published = seen.length;
    }
    const last = read("", lastId);
    await until(`all have come (seed ${seed})`, () => seen.length + last.events.length >= published);
    assert.deepEqual([...seen, ...numbers(last)], [...Array(published).keys()], `seed ${seed}`);
  });

  it("tells who missed more than is kept to load again, once, and goes on from there", async () => {
    const { events, read } = await serve({ history: new EventHistory({ kept: 10 }) });
    const first = read();
    await reading([first]);
    publish(events, 0);
    await until("it has come", () => first.events.length === 1);
    first.cut();
    for (let i = 1; i <= 10; i++) publish(events, i);
    const within = read("", first.lastId);
    await until("all that is kept has come", () => within.events.length === 10);
    assert.deepEqual(numbers(within), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    publish(events, 11);
    const beyond = read("", first.lastId);
    await until("it is told", () => beyond.events.length === 1);
    publish(events, 12);
    await until("it goes on", () => beyond.events.length === 2);
    assert.deepEqual(
      beyond.events.map(({ name }) => name),
      ["reset", "score"],
    );
  });

  it("tells who knows another start of the server, or an id that never was, to load again", async () => {
    const { events, read } = await serve({ history: new EventHistory({ epoch: "now" }) });
    publish(events, 0);
    for (const id of ["before-0", "now-2", "now--1", "now-x", "x", `now-${"9".repeat(400)}`, "__proto__"]) {
      const reader = read("", id);
      await until(`${id} is answered`, () => reader.events.length > 0);
      assert.equal(reader.events[0]?.name, "reset", id);
      assert.equal(reader.lastId, "now-1");
      reader.cut();
    }
    const known = read("", "now-0");
    await until("what it missed has come", () => known.events.length === 1);
    assert.deepEqual(numbers(known), [0]);
  });

  it("takes the id of a page that opens a stream anew from the query", async () => {
    const { events, read } = await serve({ history: new EventHistory({ epoch: "now" }) });
    for (let i = 0; i < 3; i++) publish(events, i);
    const reader = read("?after=now-1");
    await until("what came after has come", () => reader.events.length === 2);
    assert.deepEqual(numbers(reader), [1, 2]);
  });

  it("leaves out other games, and who hears nothing still knows where they are", async () => {
    const { events, read } = await serve({ history: new EventHistory({ kept: 5 }), heartbeatMs: 20 });
    const reader = read("?game=quiet");
    await reading([reader]);
    for (let i = 0; i < 20; i++) publish(events, i);
    await until("it is where the feed is", () => reader.lastId.endsWith("-20"));
    assert.deepEqual(reader.events, []);
    reader.cut();
    events.publish({ name: "score", game: "quiet", data: { number: 20 } });
    const back = read("?game=quiet", reader.lastId);
    await until("its own has come", () => back.events.length === 1);
    assert.deepEqual(numbers(back), [20]);
  });

  it("beats while nothing happens", async () => {
    const { read } = await serve({ heartbeatMs: 10 });
    const reader = read();
    await until("it has beaten", () => reader.comments.length >= 3);
    assert.deepEqual(reader.events, []);
  });

  it("closes a reader that does not read, which misses nothing when it comes back; others do not notice", async () => {
    const { events, read } = await serve({ maxQueuedBytes: 64 * 1024 });
    const [slow, quick] = [read(), read()];
    await reading([slow, quick]);
    slow.response?.pause();
    const filler = "x".repeat(20_000);
    let published = 0;
    while (events.readers === 2) {
      assert.ok(published < 5000, "the reader was never closed");
      events.publish({ name: "score", game: "loud", data: { number: published++, filler } });
      await until("the quick one has it", () => quick.events.length === published);
    }
    slow.response?.resume();
    await until("the slow one is closed", () => slow.ended);
    assert.ok(slow.events.length < published);
    const back = read("", slow.lastId);
    await until("it has the rest", () => slow.events.length + back.events.length === published);
    assert.deepEqual([...numbers(slow), ...numbers(back)], [...Array(published).keys()]);
    assert.equal(quick.ended, false);
  });

  it("bounds the streams of an address, and counts those that were closed no more", async () => {
    const { read, url } = await serve({}, 3);
    const readers = [read(), read(), read()];
    await reading(readers);
    const refused = await fetch(url);
    assert.equal(refused.status, 429);
    assert.ok(Number(refused.headers.get("retry-after")) > 0);
    readers[0]?.cut();
    const next = await until("there is room again", async () => {
      const reader = read();
      await until("it is answered", () => reader.response);
      return reader.response?.statusCode === 200 ? reader : undefined;
    });
    assert.equal(next.ended, false);
  });

  it("refuses games that there are not, and other methods", async () => {
    const { url } = await serve();
    assert.equal((await fetch(`${url}?game=nothing`)).status, 400);
    assert.equal((await fetch(`${url}?game=quiet&game=loud`)).status, 400);
    assert.equal((await fetch(url, { method: "POST" })).status, 405);
  });

  it("ends every stream when it is closed, and takes no new one", async () => {
    const { events, read, url } = await serve();
    const reader = read();
    await reading([reader]);
    events.close();
    await until("it has ended", () => reader.ended);
    const refused = await fetch(url);
    assert.deepEqual([refused.status, refused.headers.get("retry-after")], [503, "5"]);
  });

  async function serve(options: EventStreamsOptions = {}, maxPerAddress?: number) {
    const events = new EventStreams(options);
    const reads = new AddressLimit({ burst: 1000, perSecond: 1000 });
    const app = express().use(
      eventRoutes({ events, games: ["loud", "quiet"], peers: new Peers([]), reads, ...(maxPerAddress !== undefined && { maxPerAddress }) }),
      replyWithError(createLog("silent")),
    );
    const http: Server = createHttpServer().on("request", app).listen(0, "127.0.0.1");
    await once(http, "listening");
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/events`;
    open.push(() => {
      events.close();
      http.closeAllConnections();
      http.close();
    });
    const read = (query = "", lastId = "") => {
      const reader = new SseReader(url + query, lastId);
      open.push(() => reader.cut());
      return reader;
    };
    return { events, read, url };
  }
});

function publish(events: EventStreams, number: number): void {
  events.publish({ name: "score", game: "loud", data: { number } });
}

function numbers(reader: SseReader): number[] {
  return reader.events.map(({ data }) => (data as { number: number }).number);
}

/** Resolves once the server has taken them all in. */
async function reading(readers: readonly SseReader[]): Promise<void> {
  for (const reader of readers) await until("the stream begins", () => reader.lastId);
}
