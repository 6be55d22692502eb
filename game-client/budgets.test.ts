import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { arena } from "../rooms/arena/game.ts";
import { newMatchId } from "../server/ids.ts";
import { arenaInBrowser, openPrivate, type Visit } from "../server/testing/arena-in-browser.ts";
import { recordBroadcast } from "../server/testing/recorded-broadcast.ts";
import { until } from "../server/testing/until.ts";

/** What a visit may load, in bytes after gzip; a font is compressed already. */
const SCRIPT_BEFORE_CLICK = 40_000;
const SCRIPT_OF_A_MATCH = 480_000;
const FONTS = 120_000;
/** Google calls 0.1 good; a page that does not move has none. */
const LAYOUT_SHIFT = 0.05;

describe("the budgets of the page", function () {
  this.timeout(60_000);
  const visits = arenaInBrowser();
  let page: Page;
  let loaded: Map<string, Promise<number>>;
  const encodings: (readonly [string, string | undefined])[] = [];

  it("loads at most 40 kB of script before play begins, and at most 480 kB with a match, its sounds and its settings", async () => {
    await open({ viewport: { width: 1280, height: 720 } });
    const before = await bytes(".js");
    assert.ok(before > 1000 && before <= SCRIPT_BEFORE_CLICK, `${before} bytes of script before the click`);
    await openPrivate(page, { fill: "None" });
    await page.waitForSelector(".invite .qr svg");
    await page.keyboard.press("Escape");
    await page.click("#menu-settings");
    await page.click("#settings-bindings");
    await page.waitForSelector(".bindings-editor td");
    const all = await bytes(".js");
    assert.ok(all <= SCRIPT_OF_A_MATCH, `${all} bytes of script in all`);
    const large = encodings.filter(([url]) => /(arena-view|play|index)-[\w-]+\.js$/.test(url));
    assert.ok(large.length >= 3 && large.every(([, encoding]) => encoding === "gzip" || encoding === "br"), `sent as ${JSON.stringify(large)}`);
    const fonts = await bytes(".woff2");
    assert.ok(fonts > 0 && fonts <= FONTS, `${fonts} bytes of fonts`);
  });

  it("loads no more to watch a match than to play one", async () => {
    const matchId = newMatchId();
    const recorded = { seats: 4, seed: 7, options: {}, maxTicks: 90, matchId };
    await recordBroadcast(join(visits.server.dataDir, "journal"), arena, recorded);
    await open({ viewport: { width: 1280, height: 720 } }, `/watch/${matchId}`, "#watch-more");
    for (const panel of ["moments", "clip", "share", "more"]) await page.click(`#watch-${panel}`);
    await page.waitForFunction(() => window.velariumWatch?.match.ready);
    const all = await bytes(".js");
    assert.ok(all > SCRIPT_BEFORE_CLICK && all <= SCRIPT_OF_A_MATCH, `${all} bytes of script in all`);
    const fonts = await bytes(".woff2");
    assert.ok(fonts > 0 && fonts <= FONTS, `${fonts} bytes of fonts`);
  });

  for (const size of [
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
    { width: 844, height: 390 },
  ]) {
    it(`does not move while it loads, with a font and a server that are late, at ${size.width}x${size.height}`, async () => {
      await open({
        viewport: size,
        prepare: async (late) => {
          await late.route("**/api/**", (route) => later(500).then(() => route.continue()));
          // Comes long after the page has given it up.
          await late.route("**/*.woff2", (route) => later(1500).then(() => route.continue()));
        },
      });
      await until("the font is there", () => page.evaluate(() => document.fonts.status === "loaded"));
      await until("the server has answered", async () => !/One moment/.test((await page.textContent(".now")) ?? ""));
      const shift = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let sum = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries() as unknown as { value: number }[]) sum += entry.value;
            }).observe({ type: "layout-shift", buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
          }),
      );
      assert.ok(shift <= LAYOUT_SHIFT, `a layout shift of ${shift.toFixed(3)}`);
    });
  }

  async function open({ prepare, ...visit }: Visit, path = "/", shown = "#play"): Promise<void> {
    loaded = new Map();
    page = await visits.open(path, {
      ...visit,
      prepare: async (fresh) => {
        fresh.on("response", (response) => {
          if (!response.ok()) return;
          const url = response.url();
          if (url.includes("/assets/")) encodings.push([url, response.headers()["content-encoding"]]);
          loaded.set(
            url,
            response.body().then((body) => (url.endsWith(".js") ? gzipSync(body).length : body.length)),
          );
        });
        await prepare?.(fresh);
      },
    });
    await page.waitForSelector(shown);
  }

  async function bytes(ending: string): Promise<number> {
    await page.waitForLoadState("networkidle");
    const files = [...loaded].filter(([url]) => url.endsWith(ending));
    return (await Promise.all(files.map(([, size]) => size))).reduce((sum, size) => sum + size, 0);
  }
});

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
