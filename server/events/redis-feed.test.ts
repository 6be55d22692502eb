import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Redis } from "ioredis";
import { openRedis } from "../redis/open-redis.ts";
import { startRedis, type TestRedis } from "../testing/redis.ts";
import { SseReader } from "../testing/sse-reader.ts";
import { until } from "../testing/until.ts";
import { EventStreams } from "./event-streams.ts";
import { RedisFeed } from "./redis-feed.ts";

describe("one feed for all nodes", function () {
  this.timeout(30_000);
  let server: TestRedis;
  const open: (() => void)[] = [];
  beforeEach(async () => {
    server = await startRedis();
  });
  afterEach(async () => {
    for (const close of open.splice(0)) close();
    await server.kill();
  });

  /** A node: what it publishes, and readers of it. */
  async function node() {
    const redis: Redis = await openRedis(server.url);
    const streams = new EventStreams();
    const feed = new RedisFeed({ redis, streams });
    await feed.start();
    const http = createServer((request, response: ServerResponse) => {
      const lastId = request.headers["last-event-id"];
      streams.open(response, { game: undefined, lastId: typeof lastId === "string" ? lastId : undefined });
    }).listen(0, "127.0.0.1");
    await once(http, "listening");
    open.push(() => {
      feed.close();
      redis.disconnect();
      streams.close();
      http.closeAllConnections();
      http.close();
    });
    const read = async (lastId?: string) => {
      const reader = new SseReader(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, lastId);
      await until("the stream begins", () => reader.lastId !== (lastId ?? "") || reader.retryMs);
      return reader;
    };
    return { publish: (i: number) => feed.publish({ name: "score", game: "hands", data: { i } }), read };
  }
  const numbers = (reader: SseReader) => reader.events.map(({ data }) => (data as { i: number }).i);

  it("tells readers of every node the same events, under the same ids, in the same order", async () => {
    const [a, b] = [await node(), await node()];
    const [one, two] = [await a.read(), await b.read()];
    for (let i = 0; i < 200; i++) (i % 2 ? a : b).publish(i);
    await until("all have come", () => one.events.length === 200 && two.events.length === 200);
    assert.deepEqual(one.events, two.events);
    assert.deepEqual(
      numbers(one).toSorted((x, y) => x - y),
      Array.from({ length: 200 }, (_, i) => i),
    );
  });

  it("lets a reader go on at another node, and at one that was not there yet", async () => {
    const [a, b] = [await node(), await node()];
    const reader = await a.read();
    a.publish(1);
    await until("it has come", () => reader.events.length === 1);
    reader.cut();
    a.publish(2);
    b.publish(3);
    for (const later of [b, await node()]) {
      const again = await later.read(reader.lastId);
      await until("what was missed has come", () => again.events.length === 2);
      assert.deepEqual(numbers(again).toSorted(), [2, 3]);
    }
  });

  it("tells readers to load again where Redis came back empty, and then of what happened meanwhile", async () => {
    const a = await node();
    const reader = await a.read();
    a.publish(1);
    await until("it has come", () => reader.events.length === 1);
    await server.kill();
    a.publish(2);
    await server.start();
    await until("its stream ends", () => reader.ended);
    const again = await a.read(reader.lastId);
    await until("all has come", () => again.events.length > 0);
    assert.equal(again.events[0]?.name, "reset");
    a.publish(3);
    await until("it goes on", () => numbers(again).includes(3));
  });
});
