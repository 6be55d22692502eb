import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { WatchedMatch } from "../game-client/net/playback.ts";
import type { ArenaWorld } from "../rooms/arena/world.ts";
import { launchBrowser } from "./testing/chromium.ts";
import { startCluster, type TestCluster } from "./testing/cluster.ts";
import { own, quickPlay, settled } from "./testing/joined.ts";
import { until } from "./testing/until.ts";

const PICTURES = join(tmpdir(), "velarium-pictures");
const WAIT_MS = 30_000;

type Handles = {
  velarium?: { match: { state: ArenaWorld; self: { seat: number } | undefined; status: { kind: string } } };
  velariumWatch?: { match: WatchedMatch<ArenaWorld> };
};

describe("a page that comes from one process and shows what another has", function () {
  this.timeout(180_000);
  let cluster: TestCluster;
  let browser: Browser;
  const refused: string[] = [];
  before(async () => {
    mkdirSync(PICTURES, { recursive: true });
    [cluster, browser] = await Promise.all([startCluster(2), launchBrowser()]);
  });
  after(async () => {
    await browser?.close();
    await cluster?.dispose();
  });
  afterEach(() => assert.deepEqual(refused.splice(0), [], "the browser refused nothing"));

  /** Opened from the second process. */
  async function open(path: string): Promise<{ page: Page; sockets: Set<string> }> {
    const page = await browser.newPage({ viewport: { width: 960, height: 540 }, locale: "en" });
    const sockets = new Set<string>();
    page.on("websocket", (socket) => sockets.add(new URL(socket.url()).host));
    page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
    page.on("pageerror", (error) => refused.push(String(error.stack)));
    await page.goto(cluster.urls[1] + path);
    return { page, sockets };
  }
  const first = () => new URL(cluster.urls[0] ?? "").host;

  it("plays there", async () => {
    const host = await cluster.guest(0);
    const room = await settled(await host.client.create("arena", { private: true, fill: 4, minutes: 10 }));
    const { page, sockets } = await open(`/m/${room.state.code}?renderer=canvas`);
    await until(
      "somebody has come from the page",
      () => [...room.state.players.values()].some(({ bot, player }) => !bot && player !== host.player.id),
      WAIT_MS,
    );
    await page.waitForFunction(() => (globalThis as unknown as Handles).velarium?.match.self, undefined, { timeout: WAIT_MS });
    assert.ok(sockets.has(first()), [...sockets].join());
    const tick = () => page.evaluate(() => (globalThis as unknown as Handles).velarium?.match.state.tick ?? 0);
    const began = await tick();
    await until("the match goes on there", async () => (await tick()) > began + 30, WAIT_MS);
    await page.screenshot({ path: join(PICTURES, "two-processes-play.png") });
    await page.close();
    await room.leave();
  });

  it("lists it and watches it", async () => {
    const who = await cluster.guest(0);
    const room = await quickPlay(who, "arena", { fill: 8, minutes: 10, level: "hard" });
    await until("it is played", () => own(room, who) && room.state.tick > 120, WAIT_MS);
    const { matchId } = room.state;
    const live = await open("/live?renderer=canvas");
    await live.page.waitForSelector(`a[href*="${matchId}"]`, { timeout: WAIT_MS });
    await live.page.screenshot({ path: join(PICTURES, "two-processes-live.png") });
    await live.page.close();
    const { page } = await open(`/watch/${matchId}?renderer=canvas`);
    await page.waitForFunction(() => (globalThis as unknown as Handles).velariumWatch?.match.ready, undefined, { timeout: WAIT_MS });
    const tick = () => page.evaluate(() => (globalThis as unknown as Handles).velariumWatch?.match.tick ?? 0);
    const began = await tick();
    await until("it goes on", async () => (await tick()) > began + 60, WAIT_MS);
    await page.screenshot({ path: join(PICTURES, "two-processes-watch.png") });
    await page.close();
    await room.leave();
  });
});
