import type { Browser, CDPSession, Page } from "playwright-core";
import { arena } from "../../rooms/arena/game.ts";
import { launchBrowser } from "../../server/testing/chromium.ts";
import { until } from "../../server/testing/until.ts";
import { quantile } from "../crowd/quantile.ts";
import { ServerProcess } from "../crowd/server-process.ts";
import { buildPage } from "./page.ts";
import type { Probe } from "./probe.ts";

/** Snapshots six matches apart differ by compiled code and by the browser's own list of long frames, and by the bolts in flight: 52 kB a minute at a load of 25. */
const LIMITS = { scriptMs: 4, growthKbPerMinute: 64 };
/** Ten minutes of match after match; a quick run is for the script alone. */
const SECONDS = { full: 600, quick: 12 };
/** Until everything is compiled, cached and pooled, the results of a match and its rematch too: seen to flatten after one whole match. */
const WARM_UP_SECONDS = { full: 210, quick: 8 };
/** What is alive in one moment, bolts and sounds, differs by 0.2 MB: the slope is that of a line through this many. */
const SAMPLES = 40;
const VIEWPORT = { width: 640, height: 360 };
/** In the control every frame lasts so much longer. */
const CONTROL_BURDEN_MS = 4.5;

/** A full match is drawn in little script, and leaves nothing behind. */
export const frame: Probe = {
  name: "frame",
  claim: `with ${arena.seats.max} players nineteen of twenty frames take at most ${LIMITS.scriptMs} ms of script each, and memory does not grow`,
  async run({ quick }) {
    buildPage();
    const server = await ServerProcess.start(0);
    const browser = await launchBrowser();
    try {
      const seconds = quick ? SECONDS.quick : SECONDS.full;
      const page = await enter(browser, server.url);
      const devtools = await page.context().newCDPSession(page);
      await page.waitForTimeout((quick ? WARM_UP_SECONDS.quick : WARM_UP_SECONDS.full) * 1000);
      await forgetFrames(page);
      const heaps: number[] = [];
      for (let sample = 0; sample < SAMPLES; sample++) {
        heaps.push(await heapKb(devtools));
        await page.waitForTimeout((seconds * 1000) / SAMPLES);
      }
      const frames = await framesOf(page);
      const growth = (slopeOf(heaps) * 60 * SAMPLES) / seconds;
      return {
        findings: [
          { what: "script of a frame p50 ms", value: quantile(frames, 0.5), limit: LIMITS.scriptMs, is: "at most" },
          // A quick run is too short for a slope: it is told below.
          ...(quick
            ? []
            : [
                { what: "script of a frame p95 ms", value: quantile(frames, 0.95), limit: LIMITS.scriptMs, is: "at most" as const },
                { what: "heap growth kB a minute", value: growth, limit: LIMITS.growthKbPerMinute, is: "at most" as const },
              ]),
          { what: "frames", value: frames.length, limit: seconds * 10, is: "at least" },
        ],
        control: [
          {
            what: `script of a frame p50 ms, with ${CONTROL_BURDEN_MS} ms more in each`,
            value: quantile(await burdened(page), 0.5),
            limit: LIMITS.scriptMs,
            is: "at most",
          },
        ],
        told: {
          "script p99 ms": quantile(frames, 0.99),
          "heap after collection kB": heaps.map((kb) => kb.toFixed(0)).join(" "),
          "heap growth kB a minute": growth,
        },
      };
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};

interface InPage {
  readonly velarium?: { readonly match: { readonly self: { readonly respawn: number } | undefined } };
  /** Milliseconds of each frame's callbacks, as many as there were; room for all of them is taken at once, or the probe itself would be what grows. */
  frames: Float64Array;
  frameCount: number;
  burdenMs: number;
  readonly document: { querySelector(selector: string): { click(): void } | null };
  requestAnimationFrame(callback: (nowMs: number) => void): number;
}

/**
 * A private match with a person and fifteen bots, and another one when it is over. Every callback of an animation frame is timed from the first line of the game to
 * its last; Chromium's 2D canvas only records what is drawn, so rasterising, which is another thread's, is not in it.
 */
async function enter(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
  await page.addInitScript(() => {
    const page = globalThis as unknown as InPage;
    page.frames = new Float64Array(65_536);
    page.frameCount = 0;
    setInterval(() => page.document.querySelector("#rematch:not([hidden], :disabled)")?.click(), 1000);
    page.burdenMs = 0;
    const ask = page.requestAnimationFrame.bind(page);
    page.requestAnimationFrame = (callback) =>
      ask((nowMs) => {
        const startMs = performance.now();
        callback(nowMs);
        const burdenedMs = performance.now() + page.burdenMs;
        while (performance.now() < burdenedMs);
        page.frames[page.frameCount++ % page.frames.length] = performance.now() - startMs;
      });
  });
  await page.goto(`${url}/?renderer=canvas`);
  await page.click("#private");
  await page.selectOption("#option-fill", { label: "Up to 16" });
  await page.click("#open-private");
  await until("we play", () => page.evaluate(() => ((globalThis as unknown as InPage).velarium?.match.self?.respawn ?? 1) === 0));
  return page;
}

/** The same with a burden in each frame. */
async function burdened(page: Page): Promise<number[]> {
  await page.evaluate((burdenMs) => {
    const page = globalThis as unknown as InPage;
    page.burdenMs = burdenMs;
    page.frameCount = 0;
  }, CONTROL_BURDEN_MS);
  await page.waitForTimeout(3000);
  return framesOf(page);
}

function forgetFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    (globalThis as unknown as InPage).frameCount = 0;
  });
}

function framesOf(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const { frames, frameCount } = globalThis as unknown as InPage;
    return [...frames.subarray(0, Math.min(frameCount, frames.length))];
  });
}

/** Of the line through values that lie one apart, by least squares. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  let [above, below] = [0, 0];
  for (const [index, value] of values.entries()) {
    above += (index - middle) * value;
    below += (index - middle) ** 2;
  }
  return above / below;
}

/** What is left after garbage was collected. */
async function heapKb(devtools: CDPSession): Promise<number> {
  await devtools.send("HeapProfiler.enable");
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  return usedSize / 1024;
}
