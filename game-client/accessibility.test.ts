import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { arenaInBrowser } from "../server/testing/arena-in-browser.ts";
import { quickPlay } from "../server/testing/joined.ts";
import { participant, resultOf } from "../server/testing/match-results.ts";
import { until } from "../server/testing/until.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SIZES = [
  { width: 1280, height: 720 },
  { width: 360, height: 740 },
  { width: 844, height: 390 },
];

describe("everything around a match, for everybody", function () {
  this.timeout(60_000);
  const visits = arenaInBrowser();
  let page: Page;

  for (const size of SIZES) {
    it(`has no violation on the first page with the options of a private match, at ${size.width}x${size.height}`, async () => {
      await open(size);
      await page.click("#private");
      await audit("the first page");
      await fits();
    });
  }

  for (const palette of ["classic", "deutan", "protan", "tritan"]) {
    it(`has no violation in the settings and the editor of keys, palette ${palette}`, async () => {
      await open({ width: 1280, height: 720 });
      await page.click("#settings");
      await page.check(`#set-palette input[value="${palette}"]`);
      await page.click("#settings-bindings");
      await page.waitForSelector(".bindings-editor td");
      await audit("the settings");
    });
  }

  for (const size of SIZES) {
    it(`has no violation on the pages beside play, at ${size.width}x${size.height}`, async () => {
      const { player, token } = await visits.server.guest("Maximiliana Augusta Prim");
      const others = await Promise.all(["محمد عبد الرحمن", "W".repeat(24)].map((name) => visits.server.guest(name)));
      await visits.server.services.accounts.register(
        { name: `Member ${size.width}`, password: "nine slow horses", device: "" },
        await visits.server.services.identity.signedIn(token),
      );
      const people = [player.id, ...others.map((other) => other.player.id)];
      const participants = people.map((id, seat) => participant(id, seat + 1, { seat, values: { "arena-wins": 3 - seat } }));
      const result = resultOf([], { game: "arena", mode: "ffa", map: "orbit", endedAt: new Date(), participants });
      await visits.server.services.matches.finish(result);
      await open(size);
      await page.evaluate((kept) => localStorage.setItem("velarium.token", kept), token);
      for (const [path, ready] of [
        ["/account", ".sessions li"],
        [`/players/${player.id}`, ".history li"],
        [`/matches/${result.id}`, "table.ranks"],
        ["/leaderboards/arena-wins", ".mine"],
        ["/leaderboards/arena-wins?scope=around", ".mine"],
        ["/leaderboards/arena-kills", ".mine"],
        ["/players/p_0000000000000000", ".notice:not([hidden])"],
        ["/live", ".recent li, .live-match"],
        ["/replay", "#choose-file"],
        ["/watch/m_0000000000000000", ".watch-trouble"],
      ] as const) {
        await page.goto(visits.server.url + path);
        await page.waitForSelector(ready);
        await page.waitForSelector("[aria-busy]", { state: "detached" });
        for (const summary of await page.locator("summary").all()) await summary.click();
        await audit(path);
        await fits();
      }
      await page.evaluate(() => localStorage.clear());
      await page.goto(`${visits.server.url}/account`);
      await page.click("#register button[type=submit]");
      await audit("a form with mistakes");
    });
  }

  for (const size of SIZES) {
    it(`has no violation while a match is watched, with each panel of its controls, at ${size.width}x${size.height}`, async () => {
      const room = await quickPlay(await visits.server.guest("Maximiliana Augusta Prim"), "arena", { mode: "ffa" });
      room.onMessage("match.settled", () => {});
      await until("play begins", () => room.state.phase === "playing");
      await open(size);
      await page.goto(`${visits.server.url}/watch/${room.state.matchId}?renderer=canvas&live=1`);
      await page.waitForFunction(() => window.velariumWatch?.match.ready === true);
      for (const panel of ["moments", "clip", "share", "more"]) {
        await page.locator(`#watch-${panel}`).dispatchEvent("click");
        await page.waitForSelector(`#watch-panel[data-panel="${panel}"]`);
        await audit(`watching, ${panel}`);
        const wide = await page.evaluate(() =>
          [...document.querySelectorAll(".watch-bottom *, .watch-panel *, .watch-top *")]
            .filter((node) => node.getBoundingClientRect().right > innerWidth + 1 && !node.closest("svg"))
            .map((node) => `${node.tagName}.${node.className}`),
        );
        assert.deepEqual(wide, []);
      }
      await room.leave();
    });
  }

  it("has no violation in a private match that waits, and in its menu", async () => {
    await open({ width: 1280, height: 720 });
    await openPrivate({ fill: "0" });
    await page.waitForSelector(".invite .qr svg");
    await audit("the invitation");
    await page.keyboard.press("Escape");
    await page.waitForSelector("#match-menu[open]");
    await audit("the menu");
  });

  it("has no violation in a match that is played: scores, readout, signs", async () => {
    await open({ width: 844, height: 390 });
    await openPrivate({ fill: "4" });
    await page.waitForSelector(".vitals:not([hidden])", { timeout: 20_000 });
    await audit("the match");
    for (const [item, shown] of [
      ["#menu-net", ".net"],
      ["#menu-scores", ".board"],
    ] as const) {
      await page.keyboard.press("Escape");
      await page.click(item);
      await page.waitForSelector(`${shown}:not([hidden])`);
      await audit(shown);
    }
    await page.click(".board .button:not(#rematch, #leave)");
    await page.click(".signs");
    await page.waitForSelector(".wheel button");
    await audit("the signs");
  });

  for (const size of [
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
    { width: 640, height: 360 },
  ]) {
    it(`has no violation in the results at ${size.width}x${size.height}, which begin where a key presses nothing and fit with our own line`, async () => {
      await open(size);
      // Three points among eight bots are a matter of seconds.
      await openPrivate({ fill: "3", scoreLimit: "0", level: "2" });
      await page.waitForSelector(".result", { timeout: 50_000 });
      assert.equal(await page.evaluate(() => document.activeElement?.tagName), "H2");
      await page.waitForSelector(".settled .ways a", { timeout: 20_000 });
      for (const part of ["tr.own td.name", "#rematch", "#leave", ".settled .ways a"])
        assert.ok(await isWhole(part), `${part} is covered or outside`);
      await audit("the results");
    });
  }

  it("can be read at twice the text and in a window of 320 px", async () => {
    await open({ width: 320, height: 640 });
    await page.evaluate(() => document.documentElement.style.setProperty("--text-size", "2"));
    await fits();
    await page.click("#settings");
    await page.waitForSelector("#settings-dialog[open]");
    await fits();
  });

  it("keeps a long name and one that is written from right to left in their fields", async () => {
    await open({ width: 360, height: 740 });
    for (const name of ["W".repeat(60), "محمد عبد الرحمن"]) {
      await page.fill("#name", name);
      await fits();
    }
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("#name") as Element).direction), "rtl");
  });

  async function open(viewport: { width: number; height: number }): Promise<void> {
    page = await visits.open("/", { viewport, reducedMotion: "reduce" });
    await page.waitForSelector("#play");
  }

  async function openPrivate(options: Readonly<Record<string, string>>): Promise<void> {
    await page.click("#private");
    for (const [option, index] of Object.entries(options)) await page.selectOption(`#option-${option}`, { index: Number(index) });
    await page.click("#open-private");
    await page.waitForSelector(".match");
  }

  /** Whether all of it can be seen and pressed. */
  function isWhole(selector: string): Promise<boolean> {
    return page.evaluate((wanted) => {
      const part = document.querySelector(wanted);
      const { left, top, right, bottom } = part?.getBoundingClientRect() ?? new DOMRect();
      return [
        [left + 3, (top + bottom) / 2],
        [right - 3, (top + bottom) / 2],
        [(left + right) / 2, top + 3],
        [(left + right) / 2, bottom - 3],
      ].every(([x = -1, y = -1]) => part?.contains(document.elementFromPoint(x, y)) === true);
    }, selector);
  }

  /** Every rule of axe-core, best practices too. */
  async function audit(what: string): Promise<void> {
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
    const { violations, passes } = await page.evaluate(async (source) => {
      const scope = window as unknown as { axe?: { run(): Promise<AxeResults> } };
      // As code of the page: its policy allows no other script.
      if (!scope.axe) new Function(source)();
      return scope.axe?.run() as Promise<AxeResults>;
    }, AXE);
    const told = violations.map(
      ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html, any }) => `  ${html}\n  ${any[0]?.message ?? ""}`).join("\n")}`,
    );
    assert.ok(passes.length > 10, `${what}: ${passes.length} rules looked at something`);
    assert.deepEqual(told, [], `${what}:\n${told.join("\n")}`);
  }

  /** Nothing is wider than the window. */
  async function fits(): Promise<void> {
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll(".landing main *, .landing header *, .platform *, .dialog *")]
        .filter((node) => node.getBoundingClientRect().right > innerWidth + 1 && !node.closest("svg"))
        .map((node) => `${node.tagName}.${node.className}`),
    );
    assert.deepEqual(wide, []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the page scrolls sideways");
  }
});
