import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { ArenaWorld } from "../rooms/arena/world.ts";
import { arenaInBrowser, openPrivate } from "../server/testing/arena-in-browser.ts";
import { until } from "../server/testing/until.ts";

/** What the page shows of its match. */
interface Seen {
  readonly phase: string;
  readonly matchId: string;
  readonly code: string;
  readonly seat: number | undefined;
  readonly x: number | undefined;
  readonly respawn: number | undefined;
  readonly score: number | undefined;
  readonly status: string;
  readonly tick: number;
  readonly players: number;
}

describe("a person in a browser", function () {
  this.timeout(120_000);
  const visits = arenaInBrowser();
  const { open } = visits;

  it("offers no choice while the server plays one game", async () => {
    const page = await open("/");
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/api/games")));
    assert.equal(await page.isVisible("nav.games"), false);
  });

  it("plays from the first page in one click, moves, and shoots", async () => {
    const page = await open("/");
    await page.fill("#name", "Livia");
    await page.click("#play");
    await inControl(page);
    await page.keyboard.down("KeyJ");
    await until("a bolt of ours flies", () =>
      page.evaluate(() => {
        const match = window.velarium?.match as Handle;
        let found = false;
        match.state.bolts.forEach((bolt) => {
          if (bolt.owner === match.self?.seat) found = true;
        });
        return found;
      }),
    );
    await page.keyboard.up("KeyJ");
    assert.equal(await page.evaluate(() => localStorage.getItem("velarium.name")), "Livia");
  });

  it("comes back to the same seat after a reload, without a click", async () => {
    const page = await open("/");
    await page.click("#play");
    const before = await inControl(page);
    await page.reload();
    const after = await inControl(page);
    assert.deepEqual([after.matchId, after.seat], [before.matchId, before.seat]);
  });

  it("opens a private match whose link brings a friend in", async () => {
    const host = await open("/");
    await openPrivate(host, { scoreLimit: "20 points", fill: "None" });
    const { code } = await until("the code is there", async () => {
      const now = await seen(host);
      return now?.code ? now : undefined;
    });
    assert.match(code, /^[A-Z]{5}$/);
    await until("the address is the link", () => new URL(host.url()).pathname === `/m/${code}`);
    const friend = await open(`/m/${code}`);
    await until("both are seated", async () => (await seen(host))?.players === 2 && (await seen(friend))?.players === 2);
    assert.equal((await inControl(friend)).matchId, (await inControl(host)).matchId);
  });

  it("plays a short match to its end, sees the result and gets a rematch", async () => {
    const page = await open("/");
    await openPrivate(page, { scoreLimit: "3 points", fill: "Up to 8", level: "Hard" });
    const first = await inControl(page);
    await until("the match ends", async () => (await seen(page))?.phase === "finished", 90_000);
    await page.waitForSelector(".board.result #rematch:not([hidden])");
    assert.match((await page.textContent(".board h2")) ?? "", /place|victory|draw/i);
    const replay = page.locator(".board .ways a").first();
    await replay.waitFor({ timeout: 20_000 });
    const [watched] = await Promise.all([page.context().waitForEvent("page"), replay.click()]);
    await watched.waitForFunction(() => /^0:0[0-4]/.test(document.querySelector(".clock")?.textContent ?? ""));
    await watched.close();
    await page.click("#rematch");
    await until("another match begins", async () => {
      const now = await seen(page);
      return now && now.phase === "playing" && now.matchId !== first.matchId;
    });
    assert.equal((await inControl(page)).seat, first.seat);
  });

  it("says so when the line is dead for 5 s, and is back in the seat by itself", async () => {
    const page = await open("/", { cuttable: true });
    await page.click("#play");
    const before = await inControl(page);
    visits.line.cut();
    await page.waitForSelector('.veil[data-kind="reconnecting"]:not([hidden])', { timeout: 5000 });
    await page.waitForFunction(() => Number.parseInt(document.querySelector(".veil small")?.textContent ?? "", 10) >= 4);
    visits.line.mend();
    await until("the match goes on", async () => (await seen(page))?.status === "open", 20_000);
    const after = await inControl(page);
    assert.deepEqual([after.matchId, after.seat], [before.matchId, before.seat]);
  });

  it("hands the match over to a second device and takes it back", async () => {
    const page = await open("/");
    await page.click("#play");
    const before = await inControl(page);
    // The same player: another browser with the same token.
    const token = await page.evaluate(() => localStorage.getItem("velarium.token") ?? "");
    const second = await open("/", { kept: { "velarium.token": token } });
    await second.click("#resume button");
    assert.equal((await inControl(second)).seat, before.seat);
    await page.waitForSelector('.veil[data-kind="ended"]');
    assert.match((await page.textContent(".veil")) ?? "", /another tab/);
    await page.click(".veil .call");
    assert.equal((await inControl(page)).seat, before.seat);
    await second.waitForSelector('.veil[data-kind="ended"]');
  });

  it("says that the match ended meanwhile, where it is gone when the line is back", async () => {
    const page = await open("/", { cuttable: true });
    await page.click("#play");
    await inControl(page);
    visits.line.cut();
    await page.waitForSelector('.veil[data-kind="reconnecting"]:not([hidden])');
    await visits.server.colyseus.cleanup();
    visits.line.mend();
    await page.waitForSelector('.veil[data-kind="ended"]', { timeout: 20_000 });
    assert.match((await page.textContent(".veil")) ?? "", /ended while the connection was lost/);
    await page.click(".veil .button");
    await page.waitForSelector("#play");
  });

  it("explains a code that leads nowhere", async () => {
    const page = await open("/");
    await page.fill("#code", "zzzzz");
    await page.click("#join");
    await page.waitForFunction(() => /No match has this code/.test(document.querySelector('.notice[role="alert"]')?.textContent ?? ""));
  });

  /** Holds a key until our ship has moved in the server's eyes. */
  async function inControl(page: Page): Promise<Seen> {
    const start = await until("we are alive in a match", async () => {
      const now = await seen(page);
      return now?.status === "open" && now.seat !== undefined && now.respawn === 0 && now.phase !== "finished" ? now : undefined;
    });
    for (let attempt = 0; ; attempt++) {
      const key = attempt % 2 === 0 ? "KeyA" : "KeyD";
      await page.keyboard.down(key);
      const moved = await until("our ship moves", async () => ((await seen(page))?.x ?? start.x) !== start.x, 2500).catch(() => false);
      await page.keyboard.up(key);
      // Dead or against a wall: the other way, another time.
      if (moved) return start;
      assert.ok(attempt < 6, "the ship never moved");
    }
  }
});

interface Handle {
  readonly state: ArenaWorld;
  readonly self: { readonly seat: number; readonly x: number; readonly respawn: number; readonly score: number } | undefined;
  readonly status: { readonly kind: string };
}

function seen(page: Page): Promise<Seen | undefined> {
  return page.evaluate(() => {
    const match = window.velarium?.match as Handle | undefined;
    if (!match?.state?.players) return undefined;
    const { phase, matchId, code, tick, players } = match.state;
    const { seat, x, respawn, score } = match.self ?? {};
    return { phase, matchId, code, tick, seat, x, respawn, score, status: match.status.kind, players: players.size };
  });
}
