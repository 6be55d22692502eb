import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { arena } from "../../rooms/arena/game.ts";
import { ArenaRoom } from "../../rooms/arena/room.ts";
import type { ArenaWorld } from "../../rooms/arena/world.ts";
import type { PlayerId } from "../../server/ids.ts";
import { launchBrowser } from "../../server/testing/chromium.ts";
import { quickPlay } from "../../server/testing/joined.ts";
import { participant, resultOf } from "../../server/testing/match-results.ts";
import { startTestServer, type TestServer } from "../../server/testing/test-server.ts";
import { until } from "../../server/testing/until.ts";

const PASSWORD = "nine slow horses";

describe("account, profile and leaderboards in a browser", function () {
  this.timeout(60_000);
  let server: TestServer;
  let browser: Browser;
  const contexts: BrowserContext[] = [];

  before(async () => {
    server = await startTestServer([{ game: arena, Room: ArenaRoom }]);
    browser = await launchBrowser();
  });

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    // Quick play of the next test begins a match of its own.
    await server.colyseus.cleanup();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it("takes a guest who plays to an account with everything kept, and onto another device", async () => {
    const page = await open("/");
    await page.fill("#name", "Drusilla");
    await page.click("#play");
    await inMatch(page);
    const guest = await me(page);
    await finishedMatches(guest.player.id as PlayerId, 3);
    const account = await page.context().newPage();
    await account.goto(`${server.url}/account`);
    await register(account, "Drusilla");
    await said(account, /account now/);
    const member = await me(account);
    assert.deepEqual(member.player, { ...guest.player, guest: false });
    assert.deepEqual(member.match, guest.match, "the match in play is still theirs");
    await page.reload();
    await inMatch(page);

    const other = await open("/account");
    await other.fill("#login-name", "drusilla");
    await other.fill("#login-password", PASSWORD);
    await other.press("#login-password", "Enter");
    await said(other, /logged in as/);
    await other.click('nav.site a[href="/players/me"]');
    await other.waitForSelector(".history li");
    assert.equal(new URL(other.url()).pathname, `/players/${guest.player.id}`);
    assert.equal(await other.locator(".history li").count(), 3);
  });

  it("lists devices, signs one out, renames, exports, and deletes the account", async () => {
    const page = await open("/account");
    await register(page, "Octavia");
    await said(page, /account now/);
    const other = await open("/account");
    await other.fill("#login-name", "Octavia");
    await other.fill("#login-password", PASSWORD);
    await other.click("#login button[type=submit]");
    await said(other, /logged in/);

    await page.reload();
    await page.click(".sessions li:not(:has-text('This device')) button");
    await page.waitForFunction(() => document.querySelectorAll(".sessions li").length === 1);
    await until("the other device is out", async () => {
      await other.reload();
      return other.locator("#register").isVisible();
    });

    await page.fill("#rename-name", "Octavia II");
    await page.click("#rename button");
    await said(page, /Your name is .Octavia II/u);
    await page.fill("#rename-name", "Octavia III");
    await page.click("#rename button");
    await page.waitForFunction(() => /again in 7 days/.test(document.querySelector("#rename-name-wrong")?.textContent ?? ""));

    const downloading = page.waitForEvent("download");
    await page.click("#export");
    const exported = JSON.parse(await readFile(await (await downloading).path(), "utf8")) as { account: { name: string } };
    assert.equal(exported.account.name, "Octavia II");

    await page.click("#delete-account summary");
    await page.fill("#delete-password", "not the password");
    await page.click("#delete button[type=submit]");
    await page.waitForFunction(() => document.querySelector("#delete-password-wrong")?.textContent !== "");
    await page.fill("#delete-password", PASSWORD);
    await page.click("#delete button[type=submit]");
    await said(page, /deleted/);
    assert.equal(await page.evaluate(() => localStorage.getItem("velarium.token")), null);
  });

  it("says at each field what is wrong with it, and how long to wait", async () => {
    const page = await open("/account");
    await page.fill("#register-name", "Nerva");
    await page.fill("#register-password", "short");
    await page.click("#register button[type=submit]");
    assert.match((await page.textContent("#register-password-wrong")) ?? "", /at least 8/);
    await page.fill("#register-password", "password123");
    await page.click("#register button[type=submit]");
    await page.waitForFunction(() => /too easy/.test(document.querySelector("#register-password-wrong")?.textContent ?? ""));
    assert.equal(await page.getAttribute("#register-password", "aria-invalid"), "true");
    assert.equal(await page.getAttribute("#register-password", "autocomplete"), "new-password");
    await page.click("#register .reveal");
    assert.equal(await page.getAttribute("#register-password", "type"), "text");

    for (let attempt = 0; attempt < 6; attempt++) {
      await page.fill("#login-name", "Nobody at all");
      await page.fill("#login-password", `wrong password ${attempt}`);
      await page.click("#login button[type=submit]");
      await page.waitForFunction(() => {
        const form = document.querySelector("#login");
        return !form?.querySelector<HTMLButtonElement>("button[type=submit]")?.disabled;
      });
    }
    assert.match((await page.textContent("#login > .wrong")) ?? "", /Try again in \d+ seconds/);
  });

  it("draws a rating over its matches, readable as a table too", async () => {
    const { player, token } = await server.guest("Plotina");
    await finishedMatches(player.id, 25);
    const page = await open(`/players/${player.id}`, token);
    await page.waitForSelector(".graph svg .way");
    assert.equal(await page.locator(".graph svg .dot").count(), 25);
    await page.click(".graph summary");
    assert.equal(await page.locator(".graph tbody tr").count(), 25);
    assert.match((await page.textContent("figcaption")) ?? "", /rated matches: 25/);
    await page.waitForSelector(".history li");
    assert.equal(await page.locator(".history li").count(), 20);
    await page.click(".more button");
    await page.waitForFunction(() => document.querySelectorAll(".history li").length === 25);
    await page.click(".history li a");
    await page.waitForSelector("table.ranks tbody tr");
    assert.equal(await page.locator(`table.ranks a[href="/players/${player.id}"]`).count(), 1);
  });

  it("shows a board with us in it: our own place in view, around us, by keyboard alone", async () => {
    const { player, token } = await server.guest("Sabina");
    const crowd = await Promise.all(Array.from({ length: 30 }, () => server.guest()));
    const values = (kills: number) => ({ "arena-month-kills": kills });
    const participants = [...crowd.map((each) => each.player.id), player.id].map((id, index) =>
      participant(id, index + 1, { seat: index, values: values(100 - index) }),
    );
    await server.services.matches.finish(resultOf([], { game: "arena", mode: "ffa", endedAt: new Date(), participants }));
    const page = await open("/leaderboards/arena-month-kills", token);
    await page.waitForSelector("table.standings tbody tr");
    assert.equal(await page.locator("table.standings tbody tr").count(), 20);
    const mine = await page.textContent(".mine");
    assert.match(mine ?? "", /Your rank: \d+, with 70/);
    await press(page, "#jump");
    await page.waitForSelector('tr[aria-current="true"]');
    assert.equal(new URL(page.url()).search, "?scope=around");
    await page.waitForFunction(() => document.activeElement?.closest("tr")?.getAttribute("aria-current") === "true");
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll("table.standings tbody tr").length === 20);
    await press(page, ".more button");
    await page.waitForFunction(() => document.querySelectorAll("table.standings tbody tr").length > 20);
    await page.selectOption("#season", { index: 0 });
    await page.waitForFunction(() => /season=\d{4}-\d\d/.test(location.search));
    await page.reload();
    await page.waitForSelector("table.standings tbody tr");
  });

  for (const heard of [true, false]) {
    const how = heard ? "" : ", also where it missed what the server told";
    it(`tells in the results what a match did to rating and rank, and leads to the match${how}`, async () => {
      const name = heard ? "Agrippina" : "Poppaea";
      const page = await open("/account");
      await register(page, name);
      await said(page, /account now/);
      if (!heard) await page.addInitScript(missSettled);
      const rival = await server.guest();
      const room = await quickPlay(rival, "arena", { mode: "ffa", scoreLimit: 1, fill: 0 });
      room.onMessage("match.settled", () => {});
      await page.goto(`${server.url}/?renderer=canvas`);
      await page.click("#play");
      await inMatch(page);
      const world = server.room(room).state as unknown as ArenaWorld;
      await until("play begins", () => world.phase === "playing");
      world.players.forEach((entry) => {
        if (entry.player !== rival.player.id) entry.score = 1;
      });
      const told = /Rating .*\d+ → \d+.*Rank \d+/;
      await until("rating and rank are told", async () => told.test((await page.textContent(".board .settled")) ?? ""), 15_000);
      const opening = page.context().waitForEvent("page");
      await page.click('.settled a[href^="/matches/"]');
      const details = await opening;
      await details.waitForSelector("table.ranks .change");
      assert.ok(((await details.textContent("table.ranks")) ?? "").includes(name));
    });
  }

  it("has a sentence where there is nothing, and where nothing answers", async () => {
    const page = await open("/players/me");
    await page.waitForSelector("text=You have no profile yet");
    for (const [path, sentence] of [
      ["/players/p_0000000000000000", "There is no such player"],
      ["/matches/m_0000000000000000", "There is no such match"],
      ["/leaderboards/nothing", "There is no such leaderboard"],
    ] as const) {
      await page.goto(server.url + path);
      await page.waitForSelector(`text=${sentence}`);
    }
    await page.route("**/api/games", (route) => route.abort());
    await page.goto(`${server.url}/leaderboards`);
    await page.waitForSelector("text=The server does not answer");
    await page.unroute("**/api/games");
    await page.click(".notice button");
    await page.waitForSelector(".tabs a");
  });

  async function open(path: string, token?: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 640, height: 400 }, locale: "en" });
    contexts.push(context);
    if (token !== undefined) await context.addInitScript((kept) => localStorage.setItem("velarium.token", kept), token);
    const page = await context.newPage();
    page.on("pageerror", (error) => assert.fail(`the page threw ${error.stack}`));
    await page.goto(`${server.url}${path}?renderer=canvas`);
    return page;
  }

  async function register(page: Page, name: string): Promise<void> {
    await page.fill("#register-name", name);
    await page.fill("#register-password", PASSWORD);
    await page.click("#register button[type=submit]");
  }

  /** As the player of the page's browser. */
  async function me(page: Page): Promise<{ player: { id: string; name: string; guest: boolean }; match: object | null }> {
    return page.evaluate(async () => {
      const response = await fetch("/api/me", { headers: { authorization: `Bearer ${localStorage.getItem("velarium.token")}` } });
      return response.json();
    });
  }

  /** Rated matches of a player against another one, one after the other. */
  async function finishedMatches(player: PlayerId, count: number): Promise<void> {
    const { player: rival } = await server.guest();
    for (let match = 0; match < count; match++) {
      const order = match % 3 === 0 ? [rival.id, player] : [player, rival.id];
      await server.services.matches.finish(
        resultOf(order, { game: "arena", mode: "ffa", map: "orbit", endedAt: new Date(Date.now() - (count - match) * 60_000) }),
      );
    }
  }
});

async function said(page: Page, sentence: RegExp): Promise<void> {
  await until(`the page says ${sentence}`, async () => (await page.locator(".said").allTextContents()).some((text) => sentence.test(text)));
}

async function inMatch(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const match = (window as unknown as { velarium?: { match: { self?: object; status: { kind: string } } } }).velarium?.match;
    return match?.self !== undefined && match.status.kind === "open";
  });
}

/** Runs in the page: what the server tells of results never arrives. */
function missSettled(): void {
  Object.defineProperty(WebSocket.prototype, "onmessage", {
    set(this: WebSocket, listen: (event: MessageEvent) => void) {
      this.addEventListener("message", (event: MessageEvent<ArrayBuffer>) => {
        if (!new TextDecoder("latin1").decode(event.data).includes("match.settled")) listen.call(this, event);
      });
    },
  });
}

/** Reaches something with Tab and presses it with Enter. */
async function press(page: Page, selector: string): Promise<void> {
  const reached = () => page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
  for (let tabs = 0; tabs < 80 && !(await reached()); tabs++) await page.keyboard.press("Tab");
  assert.ok(await reached(), `Tab reaches ${selector}`);
  await page.keyboard.press("Enter");
}
