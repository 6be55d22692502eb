import assert from "node:assert/strict";
import type { Matches } from "../matches/matches.ts";
import { hostedGame, quickHands } from "../testing/hosted.ts";
import { type Joined, joinById, own, quickPlay } from "../testing/joined.ts";
import { startTestServer, type TestPlayer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";

const quick = hostedGame(quickHands("quick"));

describe("the end of a match", function () {
  this.timeout(30_000);
  let server: TestServer;
  let warnings: string[];
  /** What a result waits for before it is stored. */
  let disk: Promise<void>;
  before(async () => {
    server = await startTestServer([quick], {}, (services) => {
      const { matches, log } = services;
      const slow: Matches = {
        begin: (match) => matches.begin(match),
        live: () => matches.live(),
        async finish(...its) {
          await disk;
          await matches.finish(...its);
        },
      };
      Object.assign(log, { warn: (_: object, event: string) => warnings.push(event) });
      return { ...services, matches: Object.assign(Object.create(matches), slow) };
    });
  });
  beforeEach(() => {
    warnings = [];
  });
  after(() => server.stop());

  /** Two people in a match whose server has just ended it. */
  async function endedMatch(): Promise<{ one: TestPlayer; room: Joined; other: Joined; ended: number }> {
    const [one, two] = [await server.guest(), await server.guest()];
    const room = await quickPlay(one, "quick", { private: false });
    const other = await joinById(two, room.roomId);
    await until("both sit", () => own(room, one) && own(room, two));
    await until("the server has ended it", () => server.room(room).state.phase === "finished", 20_000);
    return { one, room, other, ended: performance.now() };
  }
  const early = async () => (await (await fetch(`${server.url}/metrics`)).text()).match(/^velarium_ends_unstored_total (\d+)$/m)?.[1];

  it("is shown to nobody before the result is stored, not to who comes back at that moment either", async () => {
    let stored = () => {};
    disk = new Promise((resolve) => {
      stored = resolve;
    });
    const { one, room, other } = await endedMatch();
    const { tick } = server.room(room).state;
    const seen: string[] = [];
    for (const each of [room, other]) each.onStateChange((state) => seen.push(state.phase));
    const messages: string[] = [];
    const told = new Promise<void>((resolve) =>
      other.onMessage("match.settled", () => {
        messages.push(other.state.phase);
        resolve();
      }),
    );
    room.reconnection.enabled = false;
    const back = (await server.device(one).client.joinById(room.roomId)) as unknown as Joined;
    await until("some ticks later", () => server.room(room).state.tick > tick + 10);
    await assert.rejects(other.request("rematch.vote"));
    assert.deepEqual([seen, back.state?.phase === "finished"], [[], false]);
    stored();
    await until("both see it", () => other.state.phase === "finished" && back.state.phase === "finished");
    await told;
    assert.deepEqual([messages, await early(), warnings], [["finished"], "0", []]);
    await Promise.all([back.leave(), other.leave()]);
  });

  it("is shown after a second all the same, counted and logged once, while other rooms play", async () => {
    let stored = () => {};
    disk = new Promise((resolve) => {
      stored = resolve;
    });
    const { room, other, ended } = await endedMatch();
    const elsewhere = await quickPlay(await server.guest(), "quick", { private: true });
    const { tick } = elsewhere.state;
    await until("it is shown", () => room.state.phase === "finished" && other.state.phase === "finished");
    assert.ok(performance.now() - ended > 700, "not before the second is over");
    assert.ok(elsewhere.state.tick > tick, "another room went on");
    assert.equal(await early(), "1");
    assert.deepEqual(warnings, ["the end of a match was shown before its result was stored"]);
    stored();
    await Promise.all([room.leave(), other.leave(), elsewhere.leave()]);
  });
});
