import assert from "node:assert/strict";
import type { CDPSession, Page } from "playwright-core";
import type { ArenaPlayer, ArenaWorld } from "../rooms/arena/world.ts";
import { arenaInBrowser, type Visit } from "../server/testing/arena-in-browser.ts";
import { installPad, padPress, padTo, type SyntheticPad } from "../server/testing/synthetic-pad.ts";
import { until } from "../server/testing/until.ts";

interface Seen {
  readonly phase: string;
  readonly tick: number;
  readonly mine: Pick<ArenaPlayer, "x" | "y" | "aim" | "respawn" | "score" | "deaths" | "energy">;
  /** Where the nearest enemy is, from us; world pixels. */
  readonly enemy: { readonly x: number; readonly y: number } | undefined;
  readonly ownBolts: number;
  readonly device: string | undefined;
}

const DIRECTIONS = ["KeyL", "KeyK", "KeyJ", "KeyI"] as const;
/** As long as a hand stays where it is. */
const HELD_TICKS = 5;

describe("a person's hands in a browser", function () {
  this.timeout(150_000);
  const visits = arenaInBrowser();
  const { picture } = visits;

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
    const again = async () => {
      await tabTo(page, "rematch");
      await page.keyboard.press("Enter");
    };
    await playOn(page, { done: () => shots > 0, again }, async (seen, round) => {
      const keys = seen.enemy ? directionKeys(seen.enemy) : [];
      const walk = round % 4 < 2 ? "KeyW" : "KeyS";
      for (const key of [...keys, walk]) await page.keyboard.down(key);
      if (round % 5 === 0) await page.keyboard.press(round % 10 === 0 ? "Space" : "KeyE");
      await ticksPass(page, seen.tick);
      if (shots === 0) await picture(page, "keyboard-match");
      shots += await ownBolts(page);
      for (const key of [...keys, walk]) await page.keyboard.up(key);
    });
    assert.equal((await seen(page))?.device, "keys");
    await picture(page, "keyboard-result");
    await again();
    await inMatch(page);
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
    /** Bolts that flew before the screen was turned, and after. */
    const shots = { sideways: 0, upright: 0 };
    let held: keyof typeof shots = "sideways";
    const done = () => shots.sideways > 0 && shots.upright > 0;
    await playOn(page, { done, again: () => page.tap("#rematch") }, async (seen, round) => {
      const { width, height } = page.viewportSize() ?? { width: 844, height: 390 };
      const move = { x: Math.cos(round) * 60, y: Math.sin(round) * 60 };
      const aim = unit(seen.enemy ?? { x: 1, y: 0 }, 50);
      await twoFingers(cdp, { x: width * 0.2, y: height * 0.7 }, move, { x: width * 0.68, y: height * 0.6 }, aim, async () => {
        await ticksPass(page, seen.tick);
        if (shots[held] === 0) await picture(page, `touch-${held}`);
        shots[held] += await ownBolts(page);
      });
      if (round % 3 === 0) await tapButton(page, round % 2 === 0 ? ".touch .beam" : ".touch .dash");
      if (shots.sideways > 0 && held === "sideways") {
        held = "upright";
        await page.setViewportSize({ width: 390, height: 844 });
        await until("the canvas follows the turn", () => page.evaluate(() => document.querySelector("canvas")?.clientWidth === 390));
      }
    });
    assert.equal((await seen(page))?.device, "touch");
    await picture(page, "touch-result");
  });

  it("play from the first page to the end by a gamepad, which may go and come", async () => {
    const page = await open({ script: installPad });
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
    let gone = false;
    const again = async () => {
      await padTo(page, "rematch");
      await padPress(page, 0);
    };
    await playOn(page, { done: () => shots > 0 && gone, again }, async (seen, round) => {
      const aim = unit(seen.enemy ?? { x: 1, y: 0 }, 1);
      await page.evaluate(
        ([x, y, turn, beam]) => {
          window.pad.axes = [Math.cos(turn), Math.sin(turn), x, y];
          window.pad.press(beam === 1 ? 6 : 7, true);
        },
        [aim.x, aim.y, round / 2, round % 4 === 3 ? 1 : 0] as const,
      );
      await ticksPass(page, seen.tick);
      if (shots === 0) await picture(page, "gamepad-match");
      shots += await ownBolts(page);
      await page.evaluate(() => window.pad.release());
      if (shots === 0 || gone) return;
      gone = true;
      await page.evaluate(() => window.pad.disconnect());
      await page.waitForFunction(() => /gamepad is gone/.test(document.querySelector(".hands-hint")?.textContent ?? ""));
      await picture(page, "gamepad-gone");
      await page.evaluate(() => window.pad.connect());
    });
    assert.equal((await seen(page))?.device, "pad");
    await picture(page, "gamepad-result");
    await again();
    await inMatch(page);
  });

  async function open(visit: Visit = {}): Promise<Page> {
    const page = await visits.open("/", { viewport: { width: 960, height: 540 }, ...visit });
    await page.waitForSelector("#private");
    return page;
  }
});

/** What is to happen in a match, and how another one begins where it ended too soon for that. */
interface Play {
  done(): boolean;
  again(): Promise<void>;
}

/** Does `act` again and again until a match has ended in which everything was done. */
async function playOn(page: Page, { done, again }: Play, act: (seen: Seen, round: number) => Promise<void>): Promise<void> {
  const giveUpAtMs = performance.now() + 120_000;
  for (let round = 0; performance.now() < giveUpAtMs; round++) {
    const now = await seen(page);
    if (now?.phase === "finished" && done()) return;
    if (now?.phase === "finished") await again();
    if (now?.phase === "finished") await inMatch(page);
    else if (now) await act(now, round);
  }
  assert.fail("the match did not end");
}

/** Until the match is some ticks on, or over. */
async function ticksPass(page: Page, from: number): Promise<void> {
  await until("ticks pass", async () => {
    const now = await seen(page);
    return now?.phase === "finished" || (now?.tick ?? 0) >= from + HELD_TICKS;
  });
}

async function ownBolts(page: Page): Promise<number> {
  return (await seen(page))?.ownBolts ?? 0;
}

/** A thumb does not wait until a button can be seen, and may come down when the match is just over. */
async function tapButton(page: Page, selector: string): Promise<void> {
  const box = await page.locator(selector).boundingBox();
  if (box) await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
}

async function inMatch(page: Page): Promise<void> {
  await until("we are in a match", async () => (await seen(page))?.phase === "playing", 20_000);
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
    return { phase: match.state.phase, tick: match.state.tick, mine: { x, y, aim, respawn, score, deaths, energy }, enemy, ownBolts, device };
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
    pad: SyntheticPad;
  }
}
