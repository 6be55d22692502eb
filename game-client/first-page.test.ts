import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import decodeQR from "qr/decode.js";
import type { ArenaWorld } from "../rooms/arena/world.ts";
import { arenaInBrowser, openPrivate as openPrivateMatch, type Visit } from "../server/testing/arena-in-browser.ts";
import { quickPlay } from "../server/testing/joined.ts";
import { until } from "../server/testing/until.ts";

describe("the first page and what surrounds a match", function () {
  this.timeout(60_000);
  const visits = arenaInBrowser();

  it("says who plays now", async () => {
    const guest = await visits.server.guest();
    const room = await quickPlay(guest, "arena");
    const page = await open("/");
    await told(page, ".now", /1 person in 1 match/);
    await room.leave();
  });

  it("offers a name that stays, and another one from the dice", async () => {
    const page = await open("/");
    const name = await page.inputValue("#name");
    assert.match(name, /^\w+ \w+$/);
    await page.reload();
    assert.equal(await page.inputValue("#name"), name);
    await until("the dice shows another name", async () => {
      await page.click("#dice");
      return (await page.inputValue("#name")) !== name;
    });
    const rolled = await page.inputValue("#name");
    await page.click("#play");
    assert.ok((await match(page)).names.includes(rolled));
  });

  it("plays the mode and the map that were chosen by their pictures", async () => {
    const page = await open("/");
    await page.check('input[name="mode"] >> nth=2');
    await page.check('input[name="map"] >> nth=3');
    await page.click("#play-chosen");
    const { mode, map } = await match(page);
    assert.deepEqual([mode, map], ["teams", "orbit"]);
  });

  it("says how to play with what the person has, by the keys that are bound", async () => {
    const ways = (page: Page) => page.locator(".how dt").allTextContents();
    const desk = await open("/", { settings: { bindings: { dash: { keys: ["KeyX"], buttons: [1] } } } });
    assert.deepEqual(await ways(desk), ["Mouse and keys", "Keys alone", "Gamepad"]);
    await told(desk, ".how dl div:nth-child(2)", /WASD move · IJKL aim and fire .* X dash/);
    const phone = await open("/", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    assert.deepEqual(await ways(phone), ["Touch", "Gamepad"]);
    await phone.locator(".how svg .thumbs").waitFor();
    assert.equal(await phone.isVisible(".how svg .keys"), false);
  });

  it("takes a code in lower case with spaces", async () => {
    const host = await open("/");
    const code = await openPrivate(host);
    const friend = await open("/");
    await friend.fill("#code", ` ${code.toLowerCase().split("").join(" ")} `);
    await friend.click("#join");
    assert.equal((await match(friend)).matchId, (await match(host)).matchId);
  });

  it("answers a link to a match that is over with a sentence and a way to play", async () => {
    const page = await open("/m/ZZZZZ");
    await told(page, ".notice", /No match has this code/);
    assert.equal(await page.textContent("#play"), "Play");
    assert.equal(new URL(page.url()).pathname, "/");
    await page.click("#play");
    await match(page);
  });

  it("invites by link, code and a QR code that reads as the link", async () => {
    const page = await open("/", { permissions: ["clipboard-read", "clipboard-write"] });
    const code = await openPrivate(page);
    const link = `${visits.server.url}/m/${code}`;
    assert.equal(await page.inputValue("#link"), link);
    await page.click("#copy-link");
    await told(page, ".invite .said", /Copied/);
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
    const path = (await (await page.waitForSelector(".qr path")).getAttribute("d")) ?? "";
    const size = Number((await page.getAttribute(".qr svg", "viewBox"))?.split(" ")[2]);
    assert.equal(read(path, size), link);
  });

  it("says how to copy where the browser does not let the page", async () => {
    const page = await open("/");
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await openPrivate(page);
    await page.click("#copy-link");
    await told(page, ".invite .said", /by hand/);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "link");
  });

  it("applies settings at once, keeps them, and takes them to a file and back", async () => {
    const page = await open("/");
    await page.click("#settings");
    await page.check('#set-palette input[value="deutan"]');
    await page.selectOption("#set-language", "de");
    await told(page, "#settings-dialog h2", /Einstellungen/);
    assert.equal(await page.evaluate(() => document.documentElement.lang), "de");
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--call").trim()), "#ff8420");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#settings-export")]);
    const file = await download.path();
    await page.click("#settings-reset");
    const bottoms = await page.evaluate(() =>
      ["#settings-reset", "#settings-dialog"].map((part) => document.querySelector(part)?.getBoundingClientRect().bottom ?? Number.NaN),
    );
    assert.ok((bottoms[0] ?? 0) <= (bottoms[1] ?? 0), "what asks whether it is meant is in sight");
    await page.click("#settings-reset");
    await told(page, "#settings-dialog .said", /Everything is as at first/);
    await page.setInputFiles("#import-file", file);
    await told(page, "#settings-dialog .said", /Die Einstellungen sind geladen/);
    await page.reload();
    await told(page, "h1", /Gladiatoren/);
  });

  it("says that a file holds no settings, and changes nothing", async () => {
    const page = await open("/");
    await page.click("#settings");
    await page.setInputFiles("#import-file", { name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
    await told(page, "#settings-dialog .said", /holds no settings/);
  });

  it("keeps the focus in a dialog, closes it with Escape and gives the focus back", async () => {
    const page = await open("/");
    await page.focus("#settings");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#settings-dialog[open]");
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press("Tab");
      const where = await page.evaluate(() => {
        const { activeElement } = document;
        return activeElement === document.body || activeElement?.closest("dialog") !== null;
      });
      assert.ok(where, `after ${i + 1} tabs the focus is outside`);
    }
    await page.keyboard.press("Escape");
    await page.waitForSelector("#settings-dialog", { state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement?.id), "settings");
  });

  it("changes a key in the settings of a running match", async () => {
    const page = await open("/");
    await page.click("#play");
    await match(page);
    await page.keyboard.press("Escape");
    await page.click("#menu-settings");
    await page.click("#settings-bindings");
    await page.waitForSelector(".bindings-editor td");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    assert.ok((await match(page)).names.length > 0);
  });

  it("plays where the browser keeps nothing, and says so", async () => {
    const page = await open("/", {
      script: () => {
        for (const storage of ["localStorage", "sessionStorage"])
          Object.defineProperty(window, storage, {
            get() {
              throw new DOMException("blocked", "SecurityError");
            },
          });
      },
    });
    await told(page, "footer", /keeps nothing/);
    await page.click("#play");
    await match(page);
  });

  it("draws on a plain canvas where there is no WebGL", async () => {
    const page = await open("/", {
      search: "",
      script: () => {
        const { getContext } = HTMLCanvasElement.prototype;
        HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...wanted: Parameters<typeof getContext>) {
          return /webgl/.test(wanted[0]) ? null : getContext.apply(this, wanted);
        } as typeof getContext;
      },
    });
    await page.click("#play");
    await match(page);
    await page.waitForSelector(".match canvas");
  });

  it("loads a new build by itself on the first page, and only once", async () => {
    const page = await open("/");
    let loads = 0;
    page.on("load", () => loads++);
    await serveAnotherBuild(page);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await until("the page is loaded anew", () => loads === 1);
    await told(page, ".now", /right now|be the first/);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.waitForResponse(/api\/now/);
    assert.equal(loads, 1);
  });

  it("announces a new build in a match and takes it when the match is left", async () => {
    const page = await open("/");
    await page.click("#play");
    await match(page);
    let loads = 0;
    page.on("load", () => loads++);
    await serveAnotherBuild(page);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await told(page, ".banner", /after this match/);
    assert.equal(loads, 0);
    await page.keyboard.press("Escape");
    await page.click("#menu-leave");
    await until("the page is loaded anew", () => loads === 1);
    await page.waitForSelector("#play");
  });

  async function open(path: string, visit: Visit = {}): Promise<Page> {
    const page = await visits.open(path, visit);
    await page.waitForSelector("#play, .match");
    return page;
  }

  /** Opens a private match for people alone, and says its code. */
  async function openPrivate(page: Page): Promise<string> {
    await openPrivateMatch(page, { fill: "None" });
    await page.waitForSelector(".invite.open");
    return (await page.textContent("#code")) ?? "";
  }
});

function serveAnotherBuild(page: Page): Promise<unknown> {
  return page.route("**/api/now", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ json: { ...(await response.json()), build: "another00000" } });
  });
}

async function told(page: Page, selector: string, sentence: RegExp): Promise<void> {
  await until(`${selector} says ${sentence}`, async () => sentence.test((await page.textContent(selector).catch(() => "")) ?? ""));
}

/** The match that the page shows, once we are in it. */
function match(page: Page): Promise<{ mode: string; map: string; matchId: string; names: string[] }> {
  return until("the page is in a match", () =>
    page
      .evaluate(() => {
        const shown = window.velarium?.match as { state?: ArenaWorld; self?: object } | undefined;
        if (!shown?.self || !shown.state) return undefined;
        const { mode, map, matchId, players } = shown.state;
        const names: string[] = [];
        players.forEach((player) => void names.push(player.name));
        return { mode, map, matchId, names };
      })
      .catch(() => undefined),
  );
}

/** What a phone reads off a code that is drawn as modules of a path. */
function read(path: string, size: number): string {
  const scale = 4;
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => `${x} ${y}`));
  const side = size * scale;
  const data = Uint8Array.from(
    Array.from({ length: side * side }, (_, index) => {
      const shade = dark.has(`${Math.floor((index % side) / scale)} ${Math.floor(index / side / scale)}`) ? 0 : 255;
      return [shade, shade, shade, 255];
    }).flat(),
  );
  return decodeQR({ width: side, height: side, data });
}
