import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { ArenaPlayer, ArenaWorld } from "../rooms/arena/world.ts";
import { arenaInBrowser, openPrivate, type Visit } from "../server/testing/arena-in-browser.ts";
import { until } from "../server/testing/until.ts";

interface Handle {
  readonly roomId: string;
  readonly state: ArenaWorld;
  readonly self: ArenaPlayer | undefined;
  readonly status: { readonly kind: string };
}

describe("what is seen in a match", function () {
  this.timeout(60_000);
  const visits = arenaInBrowser();

  it("a sign is chosen by a key and a number, and all see it", async () => {
    const page = await enter({ fill: "None" });
    await page.keyboard.press("KeyT");
    await page.waitForSelector(".wheel button");
    await picture(page, "signs");
    await page.keyboard.press("Digit3");
    await page.waitForSelector(".wheel button", { state: "hidden" });
    await until("our sign is in the state", async () => (await own(page))?.emote === 3);
    await picture(page, "sign-shown");
  });

  it("a sign is chosen by holding the key and pointing", async () => {
    const page = await enter({ fill: "None" });
    await page.mouse.move(620, 180);
    await drawn(page);
    await page.keyboard.down("KeyT");
    await page.waitForSelector(".wheel button");
    await page.mouse.move(320, 350);
    await page.waitForSelector(".wheel .pointed");
    await page.keyboard.up("KeyT");
    await until("the lowest sign is shown", async () => [4, 5, 6].includes((await own(page))?.emote ?? 0));
  });

  it("the scores are shown while the key is held, with everybody and who is a bot", async () => {
    const page = await enter({ fill: "Up to 16" });
    await page.keyboard.down("Tab");
    await page.waitForSelector(".board:not([hidden])");
    await until("there are sixteen rows", async () => (await page.locator(".board tbody tr").count()) === 16);
    assert.equal(await page.locator(".board tbody tr small").count(), 15);
    assert.equal(await page.locator(".board tr.own").count(), 1);
    await page.setViewportSize({ width: 1280, height: 720 });
    const hidden = await page.evaluate(() => {
      const table = document.querySelector(".board .table");
      return table ? table.scrollHeight - table.clientHeight : undefined;
    });
    assert.equal(hidden, 0, "a key that is held leaves no hand to scroll");
    await picture(page, "scores");
    await page.keyboard.up("Tab");
    await page.waitForSelector(".board", { state: "hidden" });
  });

  it("a match opens with our shape, its map and what it is played to", async () => {
    const page = await enter({ map: "Orbit", scoreLimit: "20 points", fill: "Up to 8" }, { script: keepOpening });
    assert.equal(await page.evaluate(() => window.opening), "▲OrbitFirst to 20");
    await until("it makes way", async () => (await page.locator(".announce .opening").count()) === 0);
  });

  it("sudden death is announced in the middle, and what it means", async () => {
    const page = await enter({ fill: "Up to 4", level: "Easy" });
    const { state } = visits.server.colyseus.getRoomById<ArenaWorld>(
      await page.evaluate(() => (window.velarium?.match as Handle | undefined)?.roomId ?? ""),
    );
    // Who came later would not be told.
    await page.waitForFunction(() => /\d/.test(document.querySelector(".score time")?.textContent ?? ""));
    state.players.forEach((player) => {
      player.score = 0;
    });
    state.endTick = state.tick + 1;
    const said = page.locator(".announce .alarm");
    await said.waitFor();
    assert.match((await said.textContent()) ?? "", /Sudden death.*The next point decides/);
    const box = await said.boundingBox();
    await picture(page, "sudden-death");
    const { width = 0 } = page.viewportSize() ?? {};
    assert.ok(box && Math.abs(box.x + box.width / 2 - width / 2) < 2, `its box is ${JSON.stringify(box)}`);
  });

  it("the readout tells our connection apart from the server", async () => {
    const page = await enter({ fill: "Up to 8" });
    await page.keyboard.press("KeyN");
    await until("both are named", async () => (await page.locator(".net .verdicts p").count()) === 2);
    assert.match((await page.textContent(".net .verdicts")) ?? "", /Your connection.*The server/);
    await until("the server's ticks are measured", async () => /\d /.test((await page.locator(".net dd").last().textContent()) ?? ""), 10_000);
    await picture(page, "readout");
  });

  it("who is down reads who did it and when the wait is over, and comes back", async () => {
    const page = await enter({ fill: "Up to 16", level: "Hard" });
    await page.waitForSelector(".respawn:not([hidden])", { timeout: 30_000 });
    assert.match((await page.textContent(".respawn")) ?? "", /got you.*Back in \d/);
    await picture(page, "down");
    await page.waitForSelector(".respawn", { state: "hidden", timeout: 5000 });
    await until("we are back", async () => (await own(page))?.respawn === 0);
  });

  it("with reduced motion, each palette and a phone the match is drawn without a fault", async () => {
    for (const palette of ["deutan", "tritan"]) {
      const page = await enter({ fill: "Up to 8" }, { viewport: { width: 390, height: 844 }, reducedMotion: "reduce", settings: { palette } });
      const tick = (await world(page))?.tick ?? 0;
      await until("two seconds are played", async () => ((await world(page))?.tick ?? 0) > tick + 60, 10_000);
      await picture(page, `palette-${palette}`);
    }
  });

  it("a tab that was frozen for four seconds is back in its seat by itself", async () => {
    const page = await enter({ fill: "Up to 8" });
    const seat = (await own(page))?.seat;
    const room = visits.server.colyseus.getRoomById<ArenaWorld>(
      await page.evaluate(() => (window.velarium?.match as Handle | undefined)?.roomId ?? ""),
    );
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Page.setWebLifecycleState", { state: "frozen" });
    const frozenAt = room.state.tick;
    await until("the match is four seconds on", () => room.state.tick > frozenAt + 120, 10_000);
    await cdp.send("Page.setWebLifecycleState", { state: "active" });
    await until("the match goes on", async () => (await handle(page))?.status === "open", 10_000);
    const tick = (await world(page))?.tick ?? 0;
    await until("the state moves", async () => ((await world(page))?.tick ?? 0) > tick + 30, 10_000);
    assert.equal((await own(page))?.seat, seat);
  });

  it("a button that was clicked leaves the keys to the ship", async () => {
    const page = await enter({ fill: "None" });
    const dashes = async () => {
      await page.keyboard.press("Space");
      await until("Space dashes", async () => ((await own(page))?.dashCooldown ?? 0) > 0);
      assert.equal(await page.locator("dialog[open]").count(), 0);
      await until("the next dash is ready", async () => (await own(page))?.dashCooldown === 0);
    };
    await page.click(".arena-hud .menu:not(.signs)");
    await page.click("#menu-back");
    await page.waitForSelector("dialog", { state: "detached" });
    await dashes();
    await page.click("#invite-toggle");
    await page.waitForSelector(".invite:not(.open)");
    await dashes();
    await page.click(".signs");
    await page.click(".signs");
    await page.waitForSelector(".wheel", { state: "hidden" });
    await dashes();
  });

  it("a lost line says what happens, then that a bot plays, and repairs itself", async () => {
    const page = await enter({ fill: "Up to 8" }, { cuttable: true });
    visits.line.cut();
    await page.waitForFunction(() => /your seat is kept/.test(document.querySelector('.veil[data-kind="reconnecting"]')?.textContent ?? ""));
    await picture(page, "line-lost");
    await page.waitForFunction(() => /A bot plays for you/.test(document.querySelector(".veil")?.textContent ?? ""), undefined, { timeout: 12_000 });
    visits.line.mend();
    await page.waitForSelector(".veil", { state: "hidden", timeout: 20_000 });
  });

  async function enter(options: Readonly<Record<string, string>>, visit: Visit = {}): Promise<Page> {
    const page = await visits.open("/", visit);
    await openPrivate(page, options);
    await until("we are in the arena", async () => (await own(page))?.respawn === 0, 15_000);
    return page;
  }

  function picture(page: Page, name: string): Promise<void> {
    return visits.picture(page, `in-match-${name}`);
  }
});

/** Until what came before is in a frame of the match. */
function drawn(page: Page): Promise<unknown> {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

function handle(page: Page): Promise<{ status: string } | undefined> {
  return page.evaluate(() => {
    const match = window.velarium?.match as Handle | undefined;
    return match && { status: match.status.kind };
  });
}

function own(page: Page): Promise<Pick<ArenaPlayer, "emote" | "respawn" | "seat" | "dashCooldown"> | undefined> {
  return page.evaluate(() => {
    const self = (window.velarium?.match as Handle | undefined)?.self;
    return self && { emote: self.emote, respawn: self.respawn, seat: self.seat, dashCooldown: self.dashCooldown };
  });
}

function world(page: Page): Promise<Pick<ArenaWorld, "tick" | "phase"> | undefined> {
  return page.evaluate(() => {
    const state = (window.velarium?.match as Handle | undefined)?.state;
    return state && { tick: state.tick, phase: state.phase };
  });
}

/** However slowly the page is asked: what it showed as the match began. */
function keepOpening(): void {
  new MutationObserver(() => {
    window.opening ??= document.querySelector(".announce .opening")?.textContent ?? undefined;
  }).observe(document, { childList: true, subtree: true });
}

declare global {
  interface Window {
    opening: string | undefined;
  }
}
