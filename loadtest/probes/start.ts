import type { Browser, BrowserContext, Page } from "playwright-core";
import type { ArenaPlayer } from "../../rooms/arena/world.ts";
import { launchBrowser } from "../../server/testing/chromium.ts";
import { quantile } from "../crowd/quantile.ts";
import { ServerProcess } from "../crowd/server-process.ts";
import type { Finding, Probe } from "./probe.ts";

const COLD_MS = 3000;
const WARM_MS = 1000;
const TIMES = { full: 10, quick: 2 };
const PATIENCE_MS = 20_000;
const WALL_MS = 1500;
/** By how much every script is late in the control. */
const LATE_MS = 3500;

/** What the page tells of one start, in milliseconds since the click. */
interface Start {
  readonly seatedMs: number;
  readonly controlMs: number;
}

interface Position {
  readonly x: number;
  readonly y: number;
}

/** The page while it is watched. */
interface Watched {
  seatedMs?: number;
  controlMs?: number;
  readonly velarium?: { readonly match: { readonly self?: ArenaPlayer; readonly predicted?: Position } };
  requestAnimationFrame(look: () => void): void;
  addEventListener(type: "click", listener: (event: { readonly timeStamp: number }) => void, options: object): void;
}

/** From the click on Play until a key moves our own ship on the screen, in a real page. */
export const start: Probe = {
  name: "start",
  claim: `click on Play to control in Chromium: within ${COLD_MS / 1000} s in a browser that never was here, ${WARM_MS / 1000} s in one that was`,
  async run({ quick }) {
    const times = TIMES[quick ? "quick" : "full"];
    const server = await ServerProcess.start(0);
    const browser = await launchBrowser();
    try {
      const cold: Start[] = [];
      const warm: Start[] = [];
      for (let i = 0; i < times; i++) {
        const context = await newcomer(browser);
        cold.push(await startOnce(context, server.url));
        warm.push(await startOnce(context, server.url));
        await context.close();
      }
      const slow = await newcomer(browser);
      await slow.route("**/assets/*.js", async (route) => {
        await new Promise((resolve) => setTimeout(resolve, LATE_MS));
        await route.continue();
      });
      const late = await startOnce(slow, server.url);
      const median = (starts: readonly Start[], pick: (start: Start) => number) => quantile(starts.map(pick), 0.5);
      const worst = (starts: readonly Start[]) => Math.max(...starts.map(({ controlMs }) => controlMs));
      return {
        findings: [
          within("cold, median of all starts, ms", median(cold, controlOf), COLD_MS),
          within("warm, median of all starts, ms", median(warm, controlOf), WARM_MS),
          ...(quick ? [] : [within("cold, the longest, ms", worst(cold), COLD_MS), within("warm, the longest, ms", worst(warm), WARM_MS)]),
        ],
        control: [within(`cold, each script ${LATE_MS / 1000} s late, ms`, late.controlMs, COLD_MS)],
        told: {
          "cold: ms to a seat p50, to control p50, most": [median(cold, seatedOf), median(cold, controlOf), worst(cold)].map(Math.round).join(", "),
          "warm: ms to a seat p50, to control p50, most": [median(warm, seatedOf), median(warm, controlOf), worst(warm)].map(Math.round).join(", "),
        },
      };
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};

function newcomer(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width: 1280, height: 720 } });
}

/** Opens the first page, clicks Play, steers, and gives the seat up again. */
async function startOnce(context: BrowserContext, url: string): Promise<Start> {
  const page = await context.newPage();
  await page.goto(`${url}/?renderer=canvas`);
  await page.waitForSelector("#play");
  await page.waitForLoadState("networkidle");
  await watch(page);
  await page.click("#play");
  await page.waitForFunction(() => (globalThis as unknown as Watched).seatedMs, undefined, { timeout: PATIENCE_MS });
  const started = await steer(page);
  await page.keyboard.press("Escape");
  await page.click("#menu-leave");
  await page.waitForSelector("#play");
  await page.close();
  return started;
}

/** Holds a key, and where a wall is in the way another one, until our ship has moved. */
async function steer(page: Page): Promise<Start> {
  for (const key of ["KeyD", "KeyA", "KeyW", "KeyS"]) {
    await page.keyboard.down(key);
    const moved = await page
      .waitForFunction(() => (globalThis as unknown as Watched).controlMs, undefined, { timeout: WALL_MS })
      .catch(() => undefined);
    await page.keyboard.up(key);
    if (moved) {
      return page.evaluate(() => {
        const { seatedMs = Number.NaN, controlMs = Number.NaN } = globalThis as unknown as Watched;
        return { seatedMs, controlMs };
      });
    }
  }
  throw new Error("no key moved the ship");
}

/** Looks at each frame in the page itself; the clock runs from the click. */
function watch(page: Page): Promise<void> {
  return page.evaluate(() => {
    const scope = globalThis as unknown as Watched;
    const began = ({ timeStamp }: { readonly timeStamp: number }) => {
      let from: Position | undefined;
      const look = () => {
        const sinceMs = performance.now() - timeStamp;
        const match = scope.velarium?.match;
        const own = match?.self ? match.predicted : undefined;
        if (own && !from) {
          scope.seatedMs = sinceMs;
          from = { x: own.x, y: own.y };
        }
        if (own && from && (own.x !== from.x || own.y !== from.y)) scope.controlMs = sinceMs;
        else scope.requestAnimationFrame(look);
      };
      scope.requestAnimationFrame(look);
    };
    scope.addEventListener("click", began, { capture: true, once: true });
  });
}

function within(what: string, value: number, limit: number): Finding {
  return { what, value, limit, is: "at most" };
}

function controlOf({ controlMs }: Start): number {
  return controlMs;
}

function seatedOf({ seatedMs }: Start): number {
  return seatedMs;
}
