import { join } from "node:path";
import { Client } from "@colyseus/sdk";
import type { Browser, Page } from "playwright-core";
import { arena } from "../../rooms/arena/game.ts";
import { createRandom, nextInt } from "../../rooms/lib/random.ts";
import { launchBrowser } from "../../server/testing/chromium.ts";
import { type RecordedBroadcast, recordBroadcast } from "../../server/testing/recorded-broadcast.ts";
import { until } from "../../server/testing/until.ts";
import { quantile } from "../crowd/quantile.ts";
import { ServerProcess } from "../crowd/server-process.ts";
import { buildPage } from "./page.ts";
import type { Probe } from "./probe.ts";

const LIMITS = { seekMs: 300, firstFrameMs: 1000 };
const MINUTES = 10;
const MATCH = "m_ten-minutes-long";
const SEEKS = { full: 120, quick: 30 };
const JOINS = { full: 10, quick: 3 };
const CONTROL_SEEKS = 8;
/** In the controls each segment, or the answer to the join, comes this late. */
const LATE = { segmentMs: 350, joinMs: 1100 };
const VIEWPORT = { width: 640, height: 360 };

/** Who watches sees what they ask for at once. */
export const seek: Probe = {
  name: "seek",
  claim: `any tick of a replay of ${MINUTES} minutes is drawn within ${LIMITS.seekMs} ms, and a match that runs ${LIMITS.firstFrameMs} ms after it was joined`,
  async run({ quick, seed }) {
    buildPage();
    const maxTicks = MINUTES * 60 * arena.tickHz;
    const options = { minutes: MINUTES, scoreLimit: 200 };
    const server = await ServerProcess.start(0);
    const browser = await launchBrowser();
    try {
      const recording = { seats: arena.seats.max, seed, options, maxTicks, matchId: MATCH };
      const recorded = await recordBroadcast(join(server.dataDir, "journal"), arena, recording);
      const seeks = await seeksOf(browser, server.url, recorded, quick ? SEEKS.quick : SEEKS.full, seed, 0);
      const lateSeeks = await seeksOf(browser, server.url, recorded, CONTROL_SEEKS, seed, LATE.segmentMs);
      const joins = await joinsOf(browser, server.url, quick ? JOINS.quick : JOINS.full, 0);
      const lateJoins = await joinsOf(browser, server.url, 1, LATE.joinMs);
      const { segments } = recorded.index;
      const atMost = (what: string, value: number, limit: number) => ({ what, value, limit, is: "at most" as const });
      return {
        findings: [
          atMost("seek p95 ms", quantile(seeks, 0.95), LIMITS.seekMs),
          atMost("seek, the longest, ms", Math.max(...seeks), LIMITS.seekMs),
          atMost("join to first frame p95 ms", quantile(asked(joins), 0.95), LIMITS.firstFrameMs),
        ],
        control: [
          atMost(`seek p95 ms, each segment ${LATE.segmentMs} ms late`, quantile(lateSeeks, 0.95), LIMITS.seekMs),
          atMost(`join to first frame ms, its answer ${LATE.joinMs} ms late`, Math.max(...asked(lateJoins)), LIMITS.firstFrameMs),
        ],
        told: {
          seeks: seeks.length,
          "seek p50 ms": quantile(seeks, 0.5),
          joins: joins.length,
          "join to first frame p50 ms": quantile(asked(joins), 0.5),
          "page opened to first frame p50 ms": quantile(
            joins.map(({ openedMs }) => openedMs),
            0.5,
          ),
          "segments of the replay": segments.length,
          "kB of the replay": segments.reduce((sum, { bytes }) => sum + bytes, 0) / 1024,
        },
      };
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};

interface InPage {
  readonly velariumWatch?: { readonly match: { readonly ready: boolean; readonly tick: number; pause(): void; seek(tick: number): Promise<void> } };
  /** When the match was asked for, and when it was first drawn. */
  askedMs: number;
  requestAnimationFrame(callback: (nowMs: number) => void): number;
  WebSocket: typeof WebSocket;
  fetch: typeof fetch;
}

/** From asking for a tick to the frame that shows it; the segments come from the server's own routes, into a browser with nothing in its cache. */
async function seeksOf(browser: Browser, url: string, { index }: RecordedBroadcast, count: number, seed: number, lateMs: number): Promise<number[]> {
  const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
  if (lateMs > 0)
    await page.route("**/journal/segments/*", (route) => new Promise((resolve) => setTimeout(resolve, lateMs)).then(() => route.continue()));
  await page.goto(`${url}/watch/${index.head.matchId}?renderer=canvas`);
  await drawn(page);
  await page.evaluate(() => (globalThis as unknown as InPage).velariumWatch?.match.pause());
  const random = createRandom(seed);
  const last = index.segments.at(-1)?.lastTick ?? 1;
  const all: number[] = [];
  for (let i = 0; i < count; i++) {
    const tick = 1 + nextInt(random, last);
    const took = await page.evaluate(async (wanted) => {
      const { velariumWatch, requestAnimationFrame } = globalThis as unknown as InPage;
      const fromMs = performance.now();
      await velariumWatch?.match.seek(wanted);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      return velariumWatch?.match.tick === wanted ? performance.now() - fromMs : Number.POSITIVE_INFINITY;
    }, tick);
    all.push(took);
  }
  await page.context().close();
  return all;
}

/** How long until the first frame shows a match that runs. */
interface Join {
  /** From asking the server for the match, and from opening the page: both with nothing in the browser's cache. */
  readonly askedMs: number;
  readonly openedMs: number;
}

async function joinsOf(browser: Browser, url: string, count: number, lateMs: number): Promise<Join[]> {
  const client = new Client(url);
  const reply = await fetch(`${url}/api/guest`, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  client.auth.token = ((await reply.json()) as { token: string }).token;
  const room = await client.joinOrCreate<{ matchId: string; phase: string; tick: number }>("arena", { fill: 8 });
  await until("a match runs, and spectators may see it", () => room.state?.phase === "playing" && room.state.tick > 6 * arena.tickHz, 60_000);
  const all: Join[] = [];
  for (let i = 0; i < count; i++) {
    const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
    await page.addInitScript(() => {
      const page = globalThis as unknown as InPage;
      const ask = page.fetch.bind(page);
      page.fetch = (to, init) => {
        if (String(to instanceof Request ? to.url : to).includes("/matchmake/")) page.askedMs ??= performance.now();
        return ask(to, init);
      };
    });
    if (lateMs > 0)
      await page.route("**/matchmake/**", (route) => new Promise((resolve) => setTimeout(resolve, lateMs)).then(() => route.continue()));
    await page.goto(`${url}/watch/${room.state.matchId}?renderer=canvas`);
    // The page's clock begins as it is opened.
    const openedMs = await drawn(page);
    all.push({ openedMs, askedMs: openedMs - (await page.evaluate(() => (globalThis as unknown as InPage).askedMs)) });
    await page.context().close();
  }
  await room.leave();
  return all;
}

function asked(joins: readonly Join[]): number[] {
  return joins.map(({ askedMs }) => askedMs);
}

/** When the match was first drawn, on the page's clock. */
function drawn(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const { requestAnimationFrame } = globalThis as unknown as InPage;
        const look = () => {
          if ((globalThis as unknown as InPage).velariumWatch?.match.ready) requestAnimationFrame(() => resolve(performance.now()));
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
}
