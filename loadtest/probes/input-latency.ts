import type { Browser, Page } from "playwright-core";
import { UNITS } from "../../rooms/arena/rules.ts";
import { createRandom, nextFloat } from "../../rooms/lib/random.ts";
import { launchBrowser } from "../../server/testing/chromium.ts";
import { until } from "../../server/testing/until.ts";
import { quantile } from "../crowd/quantile.ts";
import { ServerProcess } from "../crowd/server-process.ts";
import { buildPage } from "./page.ts";
import type { Finding, Probe } from "./probe.ts";
import { SLOW, SlowWire } from "./slow-wire.ts";

/** At p95; where frames come sixty times a second or about so, the second. */
const LIMIT_MS = { any: 60, smooth: 34 };
const SMOOTH_FRAME_MS = 17.5;
const PRESSES = { full: 120, quick: 24 };
const VIEWPORT = { width: 640, height: 360 };
/** The frame in which the ship is one pixel away, in world pixels: a pixel of this viewport is 1.84 of them, so this is stricter. */
const MOVED_PX = 1;

/** A key is seen at once, however slow the line: from the key's own time to the frame in which our ship is a pixel away. */
export const inputLatency: Probe = {
  name: "input-latency",
  claim: `at ${SLOW.delayMs * 2} ms round trip a key moves our ship by a pixel within ${LIMIT_MS.any} ms at p95 (${LIMIT_MS.smooth} where it draws sixty frames a second), drawn at ${VIEWPORT.width}x${VIEWPORT.height} on Canvas`,
  async run({ quick, seed }) {
    buildPage();
    const server = await ServerProcess.start(0);
    const browser = await launchBrowser();
    const jitter = createRandom(seed);
    const wire = await SlowWire.to(server.url, SLOW, () => nextFloat(jitter));
    try {
      const presses = quick ? PRESSES.quick : PRESSES.full;
      const { moves, frames, rttMs } = await press(browser, wire.url, presses);
      const waits = moves.map(({ predictedMs }) => predictedMs);
      const truth = moves.map(({ confirmedMs }) => confirmedMs);
      const limit = quantile(frames, 0.5) <= SMOOTH_FRAME_MS ? LIMIT_MS.smooth : LIMIT_MS.any;
      return {
        findings: [
          { what: "key to moved frame p95 ms", value: quantile(waits, 0.95), limit, is: "at most" },
          { what: "presses measured", value: moves.length, limit: presses * 0.8, is: "at least" },
        ],
        control: [{ what: "key to the server's word p95 ms", value: quantile(truth, 0.95), limit, is: "at most" } satisfies Finding],
        told: {
          "p50 ms": quantile(waits, 0.5),
          "most ms": Math.max(...waits),
          "server's word p50 ms": quantile(truth, 0.5),
          "frame p50 ms": quantile(frames, 0.5),
          "frame p95 ms": quantile(frames, 0.95),
          "round trip ms (smoothed)": rttMs,
        },
      };
    } finally {
      await browser.close();
      await wire.close();
      await server.stop();
    }
  },
};

interface Measured {
  readonly moves: readonly { readonly predictedMs: number; readonly confirmedMs: number }[];
  readonly frames: readonly number[];
  readonly rttMs: number;
}

/** Presses keys, one after the other with the ship at rest, and reads in the page when the drawn ship moved. */
async function press(browser: Browser, url: string, presses: number): Promise<Measured> {
  const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
  await page.goto(`${url}/?renderer=canvas`);
  await page.click("#private");
  await page.selectOption("#option-fill", { label: "None" });
  await page.click("#open-private");
  await until("we are in a match", () => page.evaluate(() => (globalThis as unknown as InPage).velarium !== undefined));
  await until("we are seated", () => page.evaluate(() => ((globalThis as unknown as InPage).velarium?.match.self?.respawn ?? 1) === 0));
  await watch(page);
  const moves: { predictedMs: number; confirmedMs: number }[] = [];
  for (let i = 0; i < presses; i++) {
    const key = ["KeyA", "KeyD", "KeyW", "KeyS"][i % 4] ?? "KeyA";
    await rest(page);
    // Never in step with the ticks: a person is not.
    await page.waitForTimeout(137 + ((i * 53) % 97));
    await page.evaluate(() => (globalThis as unknown as InPage).latency.arm());
    await page.keyboard.down(key);
    const move = await page
      .waitForFunction(() => (globalThis as unknown as InPage).latency.done(), undefined, { timeout: 1500, polling: 20 })
      .then((handle) => handle.jsonValue())
      .catch(() => undefined);
    await page.keyboard.up(key);
    // Against a wall nothing moves.
    if (move) moves.push(move as (typeof moves)[number]);
  }
  return page.evaluate(
    (moves) => ({
      moves,
      frames: (globalThis as unknown as InPage).latency.frames,
      rttMs: (globalThis as unknown as InPage).velarium?.match.numbers.rttMs ?? Number.NaN,
    }),
    moves,
  );
}

/** What the page has, as far as this probe goes. */
interface InPage {
  readonly velarium?: { readonly match: PageMatch };
  latency: { readonly frames: number[]; arm(): void; done(): { predictedMs: number; confirmedMs: number } | undefined };
  addEventListener(type: "keydown", listener: (event: { readonly timeStamp: number }) => void, options: { capture: boolean }): void;
  requestAnimationFrame(callback: (nowMs: number) => void): void;
}

interface PageMatch {
  readonly self: { readonly x: number; readonly y: number; readonly respawn: number } | undefined;
  readonly predicted: { readonly x: number; readonly vx: number; readonly vy: number } | undefined;
  readonly numbers: { readonly rttMs: number };
  value(collection: string, entity: object, field: string): number;
}

/** Leaves a watch in the page: times are the key event's own and those of the frames in which the drawn place is another one. */
function watch(page: Page): Promise<void> {
  return page.evaluate(
    ({ units, movedPx }) => {
      const page = globalThis as unknown as InPage;
      const match = page.velarium?.match;
      if (!match) return;
      const drawn = () => ({ x: match.value("players", match.self ?? {}, "x"), y: match.value("players", match.self ?? {}, "y") });
      const truth = () => ({ x: match.self?.x ?? 0, y: match.self?.y ?? 0 });
      const far = (a: { x: number; y: number }, b: { x: number; y: number }) => Math.hypot(a.x - b.x, a.y - b.y) >= movedPx * units;
      let from: { drawn: { x: number; y: number }; truth: { x: number; y: number } } | undefined;
      let keyAtMs: number | undefined;
      let predictedMs: number | undefined;
      let confirmedMs: number | undefined;
      let lastMs = 0;
      const frames: number[] = [];
      page.addEventListener(
        "keydown",
        (event) => {
          if (from && keyAtMs === undefined) keyAtMs = event.timeStamp;
        },
        { capture: true },
      );
      // Called after the game's own callback of the same frame, which was asked for first: what is read here is what is drawn.
      const look = (nowMs: number) => {
        if (lastMs > 0) frames.push(nowMs - lastMs);
        lastMs = nowMs;
        if (from && keyAtMs !== undefined) {
          const atMs = performance.now();
          if (predictedMs === undefined && far(drawn(), from.drawn)) predictedMs = atMs - keyAtMs;
          if (confirmedMs === undefined && far(truth(), from.truth)) confirmedMs = atMs - keyAtMs;
        }
        page.requestAnimationFrame(look);
      };
      page.requestAnimationFrame(look);
      page.latency = {
        frames,
        arm() {
          from = { drawn: drawn(), truth: truth() };
          keyAtMs = predictedMs = confirmedMs = undefined;
        },
        done() {
          if (predictedMs === undefined || confirmedMs === undefined) return undefined;
          from = undefined;
          return { predictedMs, confirmedMs };
        },
      };
    },
    { units: UNITS, movedPx: MOVED_PX },
  );
}

/** Until the ship stands still, in our eyes and the server's. */
async function rest(page: Page): Promise<void> {
  await until("the ship stands still", () =>
    page.evaluate(() => {
      const { self, predicted } = (globalThis as unknown as InPage).velarium?.match ?? {};
      return predicted !== undefined && self !== undefined && predicted.vx === 0 && predicted.vy === 0 && predicted.x === self.x;
    }),
  );
}
