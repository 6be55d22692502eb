import assert from "node:assert/strict";
import { Redis } from "ioredis";
import { openRedis } from "../redis/open-redis.ts";
import { sharedRedis } from "../testing/redis.ts";
import { until } from "../testing/until.ts";
import { CalmPresence } from "./calm-presence.ts";

const SECRET = "9pV3kQ7xZr2LmT8wYbN5cHs6JdFg4Ka1";
const OLDER = "Xw4Tn8Rb2Vc6Mz1Kq9Lp5Hs3Jd7Fg0Ya";

describe("messages between processes", function () {
  this.timeout(30_000);
  let url: string;
  const ends: (() => void)[] = [];
  before(async () => {
    ({ url } = await sharedRedis());
  });
  after(() => {
    for (const end of ends) end();
  });
  async function node(...secrets: [string, ...string[]]): Promise<CalmPresence> {
    const redis = await openRedis(url);
    const presence = await CalmPresence.open(redis, secrets);
    ends.push(() => {
      presence.shutdown();
      redis.disconnect();
    });
    return presence;
  }
  /** Somebody who has no secret. */
  function stranger(): Redis {
    const redis = new Redis(url);
    ends.push(() => redis.disconnect());
    return redis;
  }
  async function heardBy(presence: CalmPresence, topic: string): Promise<unknown[]> {
    const heard: unknown[] = [];
    await presence.subscribe(topic, (data) => heard.push(data));
    return heard;
  }

  it("come from one to the other, in order", async () => {
    const [here, there] = [await node(SECRET), await node(SECRET)];
    const heard = await heardBy(there, "$order");
    for (let i = 0; i < 100; i++) void here.publish("$order", ["kickClient", `id${i}`, [i]]);
    await until("all have come", () => heard.length === 100);
    assert.deepEqual(
      heard,
      Array.from({ length: 100 }, (_, i) => ["kickClient", `id${i}`, [i]]),
    );
  });

  it("are not believed where they were made up, changed, meant for another room, or said again", async () => {
    const [here, there, foreign, listening] = [await node(SECRET), await node(SECRET), await node(OLDER), stranger()];
    const heard = await heardBy(there, "$room");
    const written: string[] = [];
    await listening.subscribe("$room", "$other");
    listening.on("message", (_, text: string) => written.push(text));
    await here.publish("$room", ["disconnect", "first", []]);
    await here.publish("$other", ["disconnect", "elsewhere", []]);
    await until("a stranger has read them", () => written.length === 2);
    const redis = stranger();
    const [said = "", elsewhere = ""] = written;
    for (const forged of [
      '["_reserveSeat","x",["id",{},{"admin":true}]]',
      said,
      said.replace("first", "other"),
      elsewhere,
      `${"A".repeat(43)}${said.slice(43)}`,
      `${"é".repeat(43)}${said.slice(43)}`,
      said.slice(0, 43),
      "",
      "[",
    ])
      await redis.publish("$room", forged);
    await foreign.publish("$room", ["disconnect", "foreign", []]);
    await here.publish("$room", ["disconnect", "last", []]);
    await until("what is genuine comes", () => heard.length >= 2);
    assert.deepEqual(heard, [
      ["disconnect", "first", []],
      ["disconnect", "last", []],
    ]);
  });

  it("go on while a secret is replaced in one process after the other", async () => {
    const [replaced, not] = [await node(SECRET, OLDER), await node(OLDER, SECRET)];
    const [one, two] = [await heardBy(replaced, "$one"), await heardBy(not, "$two")];
    await not.publish("$one", 1);
    await replaced.publish("$two", 2);
    await until("each hears the other", () => one[0] === 1 && two[0] === 2);
  });

  it("fail at once where nobody is there to answer a request", async () => {
    const presence = await node(SECRET);
    const answers = await heardBy(presence, "ipc:request1");
    await presence.publish("$gone", ["_reserveSeat", "request1", []]);
    await presence.publish("velarium:anything", ["_reserveSeat", "request1", []]);
    assert.deepEqual(answers, [[1, "ipc_timeout"]]);
  });
});
