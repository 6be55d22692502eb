import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import type { ArenaWorld } from "../rooms/arena/world.ts";
import { launchBrowser } from "../server/testing/chromium.ts";
import { freePort } from "../server/testing/free-port.ts";
import { type ServerProcess, startServerProcess } from "../server/testing/server-process.ts";
import { until } from "../server/testing/until.ts";

describe("a server that restarts in the middle of a match", function () {
  this.timeout(120_000);
  const servers: ServerProcess[] = [];
  let browser: Browser;

  before(async () => {
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    for (const server of servers) await server.dispose();
  });

  it("is told as what it is: the match ends without a result, and another one is a click away once the server is back", async () => {
    const PORT = String(await freePort());
    const start = async (environment: Readonly<Record<string, string>>) => {
      const server = await startServerProcess({ PORT, ...environment });
      servers.push(server);
      return { server, url: await server.url() };
    };
    const { server, url } = await start({});
    const page = await browser.newPage({ viewport: { width: 640, height: 360 }, locale: "en" });
    await page.goto(`${url}/?renderer=canvas`);
    await page.click("#play");
    const before = await playing(page);
    server.child.kill("SIGTERM");
    await page.waitForSelector('.veil[data-kind="ended"]:not([hidden])');
    assert.match((await page.textContent(".veil")) ?? "", /restarts.*ends here, without a result.*nobody rating.*Waiting for the server/);
    assert.deepEqual(await page.locator(".veil button").allTextContents(), ["Back to the first page"]);
    assert.equal(await server.ended(), 0);
    await start({ DATA_DIR: server.dataDir });
    const again = page.locator(".veil .call");
    await again.waitFor({ timeout: 20_000 });
    assert.match((await page.textContent(".veil")) ?? "", /The server is back/);
    await again.click();
    assert.notEqual(await playing(page), before);
  });
});

/** The match that the page plays, once it does. */
function playing(page: Page): Promise<string> {
  return until(
    "the page plays a match",
    () =>
      page.evaluate(() => {
        const match = window.velarium?.match as { state?: ArenaWorld; self?: object; status: { kind: string } } | undefined;
        return match?.status.kind === "open" && match.self && match.state?.phase === "playing" ? match.state.matchId : undefined;
      }),
    20_000,
  );
}
