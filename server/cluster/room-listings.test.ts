import assert from "node:assert/strict";
import { type IRoomCache, matchMaker } from "@colyseus/core";
import type { Redis } from "ioredis";
import { openRedis } from "../redis/open-redis.ts";
import { startRedis, type TestRedis } from "../testing/redis.ts";
import { until } from "../testing/until.ts";
import { RoomListings } from "./room-listings.ts";

const row = (roomId: string, processId = "node1"): IRoomCache => ({
  name: "hands",
  roomId,
  processId,
  clients: 0,
  maxClients: 8,
  createdAt: new Date(),
});

describe("the listings of all nodes' rooms", function () {
  this.timeout(30_000);
  let server: TestRedis;
  let redis: Redis;
  let listings: RoomListings;
  before(async () => {
    server = await startRedis();
    redis = await openRedis(server.url);
    listings = new RoomListings(redis);
    await listings.boot();
  });
  after(async () => {
    await listings.shutdown();
    redis.disconnect();
    await server.kill();
  });
  const listed = async () => (await listings.query({ name: "hands" })).map(({ roomId }) => roomId).sort();
  const back = async () => {
    await server.start();
    await until("the connection is there again", () => redis.status === "ready");
  };

  it("give an id to one room alone", async () => {
    assert.deepEqual(await Promise.all([listings.insert(row("once")), listings.insert(row("once", "node2"))]), [true, false]);
    assert.equal((await listings.findOne({ roomId: "once" })).processId, "node1");
    await listings.remove("once");
  });

  it("refuse what needs them at once while Redis is away, and answer as soon as it is back", async () => {
    await listings.insert(row("kept"));
    await server.kill();
    const began = performance.now();
    for (const ask of [
      () => listings.query({ name: "hands" }),
      () => listings.findOne({ name: "hands" }),
      () => listings.findByIds(["kept"]),
      () => listings.has("kept"),
    ])
      await assert.rejects(ask(), { code: "server/redis", retryAfterSeconds: 2 });
    assert.ok(performance.now() - began < 1000);
    await back();
    await until("the room is listed in the new, empty Redis", async () => (await listed()).includes("kept"));
    await listings.remove("kept");
  });

  it("never reject a write, and catch up with what was missed", async () => {
    const [counted, closed] = [row("counted"), row("closed")];
    await listings.insert(counted);
    await listings.insert(closed);
    await server.kill();
    assert.equal(await listings.update(counted, { $inc: { clients: 3 } }), false);
    assert.equal(await listings.persist(counted), false);
    assert.equal(await listings.remove("closed"), false);
    assert.equal(await listings.insert(row("refused")), false);
    await assert.rejects(async () => listings.findOne({ roomId: "refused" }), { code: "server/redis" });
    await back();
    await until("all is as it is", async () => (await listings.findOne({ roomId: "counted" }))?.clients === 3);
    assert.deepEqual(await listed(), ["counted"]);
    await listings.remove("counted");
  });

  it("lose no row to a room that counts its clients down after it is gone", async () => {
    const room = row("gone");
    await listings.insert(room);
    await listings.remove("gone");
    await listings.update(room, { $inc: { clients: -1 } });
    assert.deepEqual(await listed(), []);
  });

  it("lose the rows of a node that beats no more", async () => {
    await redis.hset("roomcaches", "orphan", JSON.stringify(row("orphan", "node9")));
    await redis.zadd("velarium:nodes", Date.now() - 8000, "node9", Date.now(), matchMaker.processId);
    await until("a beat of this node finds out", async () => (await listed()).length === 0);
  });
});
