import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from "playwright-core";
import { arena } from "../rooms/arena/game.ts";
import { ArenaRoom } from "../rooms/arena/room.ts";
import type { ArenaPlayer, ArenaWorld } from "../rooms/arena/world.ts";
import { launchBrowser } from "../server/testing/chromium.ts";
import { startTestServer, type TestServer } from "../server/testing/test-server.ts";
import { until } from "../server/testing/until.ts";

interface Seen {
  readonly phase: string;
  readonly mine: Pick<ArenaPlayer, "x" | "y" | "aim" | "respawn" | "score" | "deaths" | "energy">;
  /** Where the nearest enemy is, from us; world pixels. */
  readonly enemy: { readonly x: number; readonly y: number } | undefined;
  readonly ownBolts: number;
  readonly device: string | undefined;
}

const DIRECTIONS = ["KeyL", "KeyK", "KeyJ", "KeyI"] as const;

describe("a person's hands in a browser", function () {
  this.timeout(120_000);
  let server: TestServer;
  let browser: Browser;
  let folder: string;
  const contexts: BrowserContext[] = [];

  before(async () => {
    server = await startTestServer([{ game: arena, Room: ArenaRoom }]);
    browser = await launchBrowser();
    folder = mkdtempSync(join(tmpdir(), "velarium-hands-"));
    console.log(`      pictures: ${folder}`);
  });

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("play from the first page to the end of a match by keyboard alone", async () => {
    const page = await open();
    await tabTo(page, "private");
    await page.keyboard.press("Enter");
    await tabTo(page, "option-scoreLimit");
    await page.keyboard.type("3");
    await tabTo(page, "option-fill");
    await page.keyboard.type("Up to 8");
    await tabTo(page, "option-level");
    await page.keyboard.type("Hard");
    await tabTo(page, "open-private");
    await page.keyboard.press("Enter");
    await inMatch(page);
    let shots = 0;
    await playOn(page, async (seen, round) => {
      shots += seen.ownBolts;
      const keys = seen.enemy ? directionKeys(seen.enemy) : [];
      const walk = round % 4 < 2 ? "KeyW" : "KeyS";
      for (const key of [...keys, walk]) await page.keyboard.down(key);
      if (round % 5 === 0) await page.keyboard.press(round % 10 === 0 ? "Space" : "KeyE");
      await page.waitForTimeout(160);
      if (round === 12) await picture(page, "keyboard-match");
      for (const key of [...keys, walk]) await page.keyboard.up(key);
    });
    assert.ok(shots > 0, "no bolt of ours flew");
    assert.equal((await seen(page))?.device, "keys");
    await picture(page, "keyboard-result");
    await tabTo(page, "rematch");
    await page.keyboard.press("Enter");
    await until("another match begins", async () => (await seen(page))?.phase === "playing", 20_000);
  });

  it("play to the end by two fingers, through a turn of the screen", async () => {
    const page = await open({ viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true });
    await page.tap("#private");
    await page.selectOption("#option-scoreLimit", { index: 0 });
    await page.selectOption("#option-fill", { index: 3 });
    await page.selectOption("#option-level", { index: 2 });
    await page.tap("#open-private");
    await inMatch(page);
    const cdp = await page.context().newCDPSession(page);
    let shots = 0;
    let turned = false;
    await playOn(page, async (seen, round) => {
      shots += seen.ownBolts;
      const { width, height } = page.viewportSize() ?? { width: 844, height: 390 };
      const move = { x: Math.cos(round) * 60, y: Math.sin(round) * 60 };
      const aim = unit(seen.enemy ?? { x: 1, y: 0 }, 50);
      await twoFingers(cdp, { x: width * 0.2, y: height * 0.7 }, move, { x: width * 0.68, y: height * 0.6 }, aim, async () => {
        await page.waitForTimeout(220);
        if (round === 6) await picture(page, turned ? "touch-upright" : "touch-sideways");
      });
      if (round % 3 === 0) await page.tap(round % 2 === 0 ? ".touch .beam" : ".touch .dash");
      if (round === 8) {
        await page.setViewportSize({ width: 390, height: 844 });
        turned = true;
        await until("the canvas follows the turn", () => page.evaluate(() => document.querySelector("canvas")?.clientWidth === 390));
      }
      if (round === 10) await picture(page, "touch-upright");
    });
    assert.ok(turned && shots > 0, `${shots} bolts`);
    assert.equal((await seen(page))?.device, "touch");
    await picture(page, "touch-result");
  });

  it("play from the first page to the end by a gamepad, which may go and come", async () => {
    const page = await open({}, installPad);
    await page.evaluate(() => window.pad.connect());
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("pad-focus")));
    await padTo(page, "private");
    await padPress(page, 0);
    await padTo(page, "option-scoreLimit");
    for (let i = 0; i < 4; i++) await padPress(page, 14);
    await padTo(page, "option-level");
    await padPress(page, 15);
    await padTo(page, "open-private");
    await padPress(page, 0);
    await inMatch(page);
    let shots = 0;
    await playOn(page, async (seen, round) => {
      shots += seen.ownBolts;
      const aim = unit(seen.enemy ?? { x: 1, y: 0 }, 1);
      await page.evaluate(
        ([x, y, turn, beam]) => {
          window.pad.axes = [Math.cos(turn), Math.sin(turn), x, y];
          window.pad.press(beam === 1 ? 6 : 7, true);
        },
        [aim.x, aim.y, round / 2, round % 4 === 0 ? 1 : 0] as const,
      );
      await page.waitForTimeout(160);
      if (round === 10) await picture(page, "gamepad-match");
      await page.evaluate(() => window.pad.release());
      if (round === 14) {
        await page.evaluate(() => window.pad.disconnect());
        await page.waitForFunction(() => /gamepad is gone/.test(document.querySelector(".hands-hint")?.textContent ?? ""));
        await picture(page, "gamepad-gone");
        await page.evaluate(() => window.pad.connect());
      }
    });
    assert.ok(shots > 0);
    assert.equal((await seen(page))?.device, "pad");
    await picture(page, "gamepad-result");
    await padTo(page, "rematch");
    await padPress(page, 0);
    await until("another match begins", async () => (await seen(page))?.phase === "playing", 20_000);
  });

  async function open(options: BrowserContextOptions = {}, script?: () => void): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 960, height: 540 }, ...options });
    contexts.push(context);
    const page = await context.newPage();
    if (script) await page.addInitScript(script);
    page.on("pageerror", (error) => assert.fail(`the page threw ${error.stack}`));
    await page.goto(`${server.url}/?renderer=canvas`);
    await page.waitForSelector("#private");
    return page;
  }

  async function picture(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }
});

/** Does `act` again and again until the match has ended. */
async function playOn(page: Page, act: (seen: Seen, round: number) => Promise<void>): Promise<void> {
  const giveUpAtMs = performance.now() + 90_000;
  for (let round = 0; performance.now() < giveUpAtMs; round++) {
    const now = await seen(page);
    if (now?.phase === "finished") return;
    if (now) await act(now, round);
  }
  assert.fail("the match did not end");
}

async function inMatch(page: Page): Promise<void> {
  await until("we are in a match", async () => (await seen(page))?.phase === "playing", 15_000);
}

function seen(page: Page): Promise<Seen | undefined> {
  return page.evaluate(() => {
    const match = window.velarium?.match as { readonly state: ArenaWorld; readonly self: ArenaPlayer | undefined } | undefined;
    const own = match?.self;
    if (!match?.state?.players || !own) return undefined;
    let enemy: { x: number; y: number } | undefined;
    match.state.players.forEach((player) => {
      const at = { x: (player.x - own.x) / 16, y: (player.y - own.y) / 16 };
      if (player.seat === own.seat || player.respawn > 0) return;
      if (!enemy || Math.hypot(at.x, at.y) < Math.hypot(enemy.x, enemy.y)) enemy = at;
    });
    let ownBolts = 0;
    match.state.bolts.forEach((bolt) => {
      if (bolt.owner === own.seat) ownBolts++;
    });
    const { x, y, aim, respawn, score, deaths, energy } = own;
    const device = document.querySelector<HTMLElement>(".overlay")?.dataset.device;
    return { phase: match.state.phase, mine: { x, y, aim, respawn, score, deaths, energy }, enemy, ownBolts, device };
  });
}

async function tabTo(page: Page, id: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`no way to #${id} by Tab`);
}

/** The keys of the nearest of the eight directions. */
function directionKeys({ x, y }: { x: number; y: number }): string[] {
  const eighth = (Math.round((Math.atan2(y, x) / Math.PI) * 4) + 8) % 8;
  const [first, second] = [DIRECTIONS[Math.floor(eighth / 2)], DIRECTIONS[(Math.floor(eighth / 2) + 1) % 4]];
  return [first, eighth % 2 === 1 ? second : undefined].filter((key) => key !== undefined);
}

function unit({ x, y }: { x: number; y: number }, length: number): { x: number; y: number } {
  const far = Math.hypot(x, y) || 1;
  return { x: (x / far) * length, y: (y / far) * length };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Lays two fingers down, pushes them, waits, and lifts them. */
async function twoFingers(cdp: CDPSession, left: Point, leftBy: Point, right: Point, rightBy: Point, meanwhile: () => Promise<void>): Promise<void> {
  const fingers = (share: number) => [
    { x: left.x + leftBy.x * share, y: left.y + leftBy.y * share, id: 1 },
    { x: right.x + rightBy.x * share, y: right.y + rightBy.y * share, id: 2 },
  ];
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(0) });
  for (const share of [0.5, 1]) await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(share) });
  await meanwhile();
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

declare global {
  interface Window {
    pad: { axes: number[]; press(button: number, on: boolean): void; release(): void; connect(): void; disconnect(): void };
  }
}

/** A pad that the page takes for one; it runs there. */
function installPad(): void {
  const buttons = Array.from({ length: 17 }, () => ({ pressed: false, touched: false, value: 0 }));
  const pad = { id: "Synthetic pad", index: 0, connected: false, mapping: "standard", timestamp: 0, axes: [0, 0, 0, 0], buttons };
  const tell = (type: string) => window.dispatchEvent(Object.assign(new Event(type), { gamepad: pad }));
  Object.defineProperty(navigator, "getGamepads", { value: () => [pad.connected ? pad : null, null, null, null] });
  window.pad = {
    get axes() {
      return pad.axes;
    },
    set axes(axes) {
      pad.axes = axes;
    },
    press(button, on) {
      Object.assign(buttons[button] ?? {}, { pressed: on, value: on ? 1 : 0 });
    },
    release() {
      pad.axes = [0, 0, 0, 0];
      for (const button of buttons) Object.assign(button, { pressed: false, value: 0 });
    },
    connect() {
      pad.connected = true;
      tell("gamepadconnected");
    },
    disconnect() {
      pad.connected = false;
      tell("gamepaddisconnected");
    },
  };
}

/** Presses a button for as long as the page takes to notice. */
async function padPress(page: Page, button: number): Promise<void> {
  for (const on of [true, false])
    await page.evaluate(
      ([pressed, down]) =>
        new Promise((resolve) => {
          window.pad.press(pressed, down);
          requestAnimationFrame(() => requestAnimationFrame(resolve));
        }),
      [button, on] as const,
    );
}

async function padTo(page: Page, id: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
    await padPress(page, 13);
  }
  assert.fail(`no way to #${id} by the d-pad`);
}
