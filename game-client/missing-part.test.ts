import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { arenaInBrowser } from "../server/testing/arena-in-browser.ts";
import { until } from "../server/testing/until.ts";

describe("a part of the page that is missing", function () {
  this.timeout(60_000);
  const { open } = arenaInBrowser();

  it("says so where the settings cannot be loaded, and shows them once they can", async () => {
    const page = await open("/");
    const files = "**/assets/settings-dialog-*.js";
    await page.route(files, (route) => route.abort());
    await page.click("#settings");
    await page.locator("#missing-part", { hasText: /could not be loaded/ }).waitFor();
    await page.unroute(files);
    await page.click("#missing-part .call");
    await page.waitForSelector("#settings-dialog[open]");
    await page.route("**/assets/bindings-editor-*.js", (route) => route.abort());
    await page.click("#settings-bindings");
    await page.locator("#missing-part", { hasText: /could not be loaded/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.waitForSelector("#missing-part", { state: "detached" });
    assert.equal(await page.isVisible("#settings-dialog"), true);
  });

  it("offers the new version where a part of the page is gone with the old one, also in a match", async () => {
    const page = await open("/");
    await page.click("#play");
    const before = await playing(page);
    await page.route("**/assets/settings-dialog-*.js", (route) => route.fulfill({ status: 404 }));
    await page.route("**/api/now", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ json: { ...(await response.json()), build: "another00000" } });
    });
    await page.keyboard.press("Escape");
    await page.click("#menu-settings");
    await page.locator("#missing-part", { hasText: /The new one is here/ }).waitFor();
    await Promise.all([page.waitForEvent("load"), page.click("#missing-part .call")]);
    assert.equal(await playing(page), before);
  });

  it("says so where the browser gives no surface to draw on, and what helps", async () => {
    const page = await open("/", {
      script: () => {
        HTMLCanvasElement.prototype.getContext = () => null;
      },
    });
    await page.click("#play");
    await page.locator(".notice", { hasText: /cannot draw the match. Another browser, or a newer one, can/ }).waitFor();
  });
});

/** The match that the page plays, once it does. */
function playing(page: Page): Promise<string> {
  return until("the page plays", () =>
    page
      .evaluate(() => {
        const match = window.velarium?.match as { state?: { matchId: string }; self?: object } | undefined;
        return match?.self ? match.state?.matchId : undefined;
      })
      .catch(() => undefined),
  );
}
