import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { ArenaWorld } from "../rooms/arena/world.ts";
import { arenaInBrowser } from "../server/testing/arena-in-browser.ts";
import { settled } from "../server/testing/joined.ts";
import { until } from "../server/testing/until.ts";
import type { WatchedMatch } from "./net/playback.ts";

/** Of the whole: an operator's page waits for the server's delay, and a busy machine for its turn. */
const WAIT_MS = 20_000;

describe("a match that is watched in a browser", function () {
  this.timeout(120_000);
  const visits = arenaInBrowser();

  /** A match of bots with one person who does nothing. */
  async function running(scoreLimit: number, { ticks = 240, open = false } = {}) {
    const host = await visits.server.guest("Host");
    const room = await settled(await host.client.create("arena", { private: !open, fill: 8, level: "hard", scoreLimit, map: "longshore" }));
    await until("it is played", () => room.state.phase === "playing" && room.state.tick > ticks, WAIT_MS);
    const { matchId, code } = room.state;
    return { room, path: `/watch/${matchId}`, search: `?renderer=canvas&code=${code}` };
  }
  const watched = (page: Page) =>
    page.evaluate(() => {
      const { match } = (window as unknown as { velariumWatch: { match: WatchedMatch<ArenaWorld> } }).velariumWatch;
      const { status, tick, range, running: runs, moments, ready, state } = match;
      return {
        kind: status.kind,
        tick,
        range,
        runs,
        moments: moments.length,
        ready,
        matchId: ready ? state.matchId : "",
        map: ready ? state.map : "",
      };
    });
  const told = (page: Page, action: string, value = 0) =>
    page.evaluate(
      async ([name, tick]) => {
        const { match } = (window as unknown as { velariumWatch: { match: WatchedMatch<ArenaWorld> } }).velariumWatch;
        if (name === "seek") await match.seek(tick);
        else if (name === "step") match.step(tick as 1 | -1);
        else match[name as "play" | "pause" | "goLive"]();
      },
      [action, value] as const,
    );
  const shown = (page: Page) =>
    page.waitForFunction(() => (window as { velariumWatch?: { match: { ready: boolean } } }).velariumWatch?.match.ready, undefined, {
      timeout: WAIT_MS,
    });

  it("shows what happens, goes back while it runs, and to its edge again; draws it at each size", async () => {
    const { room, path, search } = await running(20);
    const page = await visits.open(path, { search, viewport: { width: 1280, height: 720 } });
    await shown(page);
    const live = await until(
      "it is live",
      async () => {
        const now = await watched(page);
        return now.kind === "live" && now.range.first < 30 ? now : undefined;
      },
      WAIT_MS,
    );
    assert.equal(live.matchId, room.state.matchId);
    assert.ok(live.tick <= room.state.tick - 1.9 * 30, `tick ${live.tick} is shown at tick ${room.state.tick}: sooner than spectators may see it`);
    await until("it moves on", async () => (await watched(page)).tick > live.tick + 20, WAIT_MS);
    await page.waitForSelector(".standings button:nth-child(8)");
    await visits.picture(page, "watched-live-1280");
    assert.ok(await page.evaluate(() => document.querySelector(".watch canvas")?.clientWidth === innerWidth), "the picture fills the window");

    await page.keyboard.press("BracketRight");
    await page.waitForSelector(".followed:not([hidden]) .vitals");
    for (const [width, height] of [
      [390, 844],
      [844, 390],
      [360, 640],
    ] as const) {
      await page.setViewportSize({ width, height });
      await until("the picture has that size", () => page.evaluate(() => document.querySelector(".watch canvas")?.clientWidth === innerWidth));
      await visits.picture(page, `watched-follow-${width}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `nothing is wider than ${width}`);
    }
    await page.setViewportSize({ width: 1280, height: 720 });

    await told(page, "pause");
    const paused = await watched(page);
    assert.equal(paused.kind, "paused");
    await told(page, "seek", 100);
    await until("the beginning is shown", async () => (await watched(page)).tick === 100);
    await told(page, "step", 1);
    // A busy server patches several ticks at once.
    const { tick: stepped } = await watched(page);
    assert.ok(stepped > 100 && stepped <= 106, `one step after tick 100 is tick ${stepped}`);
    await told(page, "play");
    await until(
      "it plays from there",
      async () => {
        const { tick, kind } = await watched(page);
        return kind === "playing" && tick > 110 && tick < 400;
      },
      WAIT_MS,
    );
    await told(page, "goLive");
    await until(
      "it is live again",
      async () => {
        const { kind, tick, range } = await watched(page);
        return kind === "live" && tick > paused.tick && range.last - tick < 15;
      },
      WAIT_MS,
    );

    await page.mouse.move(600, 300);
    await page.mouse.down();
    await page.mouse.move(500, 260, { steps: 4 });
    await page.mouse.up();
    assert.equal(await page.getAttribute(".watch", "data-camera"), "free");
    await room.leave();
  });

  it("is there again after its line was cut", async () => {
    const { room, path, search } = await running(20);
    const page = await visits.open(path, { search, cuttable: true });
    await shown(page);
    await until("it is live", async () => (await watched(page)).kind === "live", WAIT_MS);
    visits.line.cut();
    await until("that shows", async () => (await watched(page)).kind === "loading", WAIT_MS);
    const { tick } = await watched(page);
    visits.line.mend();
    await until(
      "it goes on, live",
      async () => {
        const now = await watched(page);
        return now.kind === "live" && now.tick > tick + 30;
      },
      WAIT_MS,
    );
    await room.leave();
  });

  it("is a replay once it is over: from its beginning, to any tick, to its end", async () => {
    const { room, path, search } = await running(2, { ticks: 45, open: true });
    const page = await visits.open(path, { search, viewport: { width: 1280, height: 720 } });
    await shown(page);
    await until("it is over", () => room.state.phase === "finished", 60_000);
    await until("who watched saw its end", async () => (await watched(page)).kind === "ended", WAIT_MS);
    assert.equal((await watched(page)).runs, false);
    await visits.picture(page, "watched-ended-1280");
    const last = (await watched(page)).range.last;
    await told(page, "pause");
    await told(page, "seek", last - 60);
    await until("a moment before the end is shown", async () => (await watched(page)).tick === last - 60);

    const replay = await visits.open(path, { search, viewport: { width: 1280, height: 720 } });
    await shown(replay);
    const now = await watched(replay);
    assert.ok(now.tick < 200, `it begins at tick ${now.tick}`);
    assert.ok(now.moments >= 2);
    await told(replay, "seek", last - 45);
    await visits.picture(replay, "watched-replay-1280");
    await until("it ends", async () => (await watched(replay)).kind === "ended", WAIT_MS);
    assert.equal((await watched(replay)).tick, last);
    await room.leave();
  });
});
