import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { arena } from "../../rooms/arena/game.ts";
import { ArenaRoom } from "../../rooms/arena/room.ts";
import { launchBrowser } from "../../server/testing/chromium.ts";
import { startTestServer, type TestServer } from "../../server/testing/test-server.ts";
import { until } from "../../server/testing/until.ts";

interface Seen {
  readonly matchId: string;
  readonly seat: number;
  readonly player: string;
  readonly people: readonly string[];
}

describe("a second tab of one browser", function () {
  this.timeout(60_000);
  let server: TestServer;
  let browser: Browser;
  let context: BrowserContext;

  before(async () => {
    server = await startTestServer([{ game: arena, Room: ArenaRoom }]);
    browser = await launchBrowser();
  });

  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 640, height: 360 }, locale: "en" });
  });

  afterEach(() => context.close());

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  for (const locks of [true, false]) {
    const how = locks ? "" : ", where the browser has no locks too";
    it(`is a second player in the same match, and a reload of either returns to its own seat${how}`, async () => {
      if (!locks) await context.addInitScript(() => Object.defineProperty(navigator, "locks", { value: undefined }));
      const one = await play();
      const first = await seen(one);
      const two = await play();
      const second = await seen(two);
      assert.notEqual(second.player, first.player);
      assert.equal(second.matchId, first.matchId);
      assert.notEqual(second.seat, first.seat);
      await until("both are people in it", async () => (await seen(one)).people.includes(second.player));
      for (const [page, before] of [
        [two, second],
        [one, first],
        [two, second],
      ] as const) {
        await page.reload();
        const after = await seen(page);
        assert.deepEqual([after.player, after.matchId, after.seat], [before.player, before.matchId, before.seat]);
      }
      assert.equal(await one.locator(".veil[data-kind=ended]").count(), 0);
    });
  }

  it("is the same guest once the first plays no longer", async () => {
    const one = await play();
    const first = await seen(one);
    await one.close();
    const two = await open();
    await two.click("#resume button");
    const second = await seen(two);
    assert.deepEqual([second.player, second.seat], [first.player, first.seat]);
  });

  it("takes the seat over where it has an account, and says so before and after", async () => {
    const account = await open("/account");
    await account.fill("#register-name", "Vipsania");
    await account.fill("#register-password", "nine slow horses");
    await account.click("#register button[type=submit]");
    await account.waitForFunction(() => /account now/.test(document.querySelector(".said")?.textContent ?? ""));
    const one = await play();
    assert.equal(await account.evaluate(() => localStorage.getItem("velarium.name")), "Vipsania");
    const first = await seen(one);
    const two = await open();
    await two.waitForSelector("#resume:has-text('another tab')");
    assert.equal(await two.getAttribute("#name", "readonly"), "");
    await two.click("#resume button");
    const second = await seen(two);
    assert.deepEqual([second.player, second.seat], [first.player, first.seat]);
    await one.waitForSelector(".veil[data-kind=ended]");
    assert.match((await one.textContent(".veil")) ?? "", /another tab/);
  });

  async function open(path = "/"): Promise<Page> {
    const page = await context.newPage();
    page.on("pageerror", (error) => assert.fail(`the page threw ${error.stack}`));
    await page.goto(`${server.url}${path}?renderer=canvas`);
    return page;
  }

  async function play(): Promise<Page> {
    const page = await open();
    await page.click("#play");
    await seen(page);
    return page;
  }
});

/** What a page shows of its match, once it is in one. */
function seen(page: Page): Promise<Seen> {
  return until("the page is in a match", () =>
    page.evaluate(() => {
      const { match } = window.velarium ?? {};
      const { self, state, status } = (match ?? {}) as Handle;
      if (!self || !state || status?.kind !== "open") return undefined;
      const people: string[] = [];
      state.players.forEach(({ player }) => {
        people.push(player);
      });
      return { matchId: state.matchId, seat: self.seat, player: self.player, people };
    }),
  );
}

interface Handle {
  readonly self?: { readonly seat: number; readonly player: string };
  readonly state?: { readonly matchId: string; readonly players: { forEach(visit: (entry: { readonly player: string }) => void): void } };
  readonly status?: { readonly kind: string };
}
