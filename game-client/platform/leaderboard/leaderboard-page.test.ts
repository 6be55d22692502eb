import assert from "node:assert/strict";
import { arenaInBrowser } from "../../../server/testing/arena-in-browser.ts";

describe("the page of the leaderboards", function () {
  this.timeout(60_000);
  const { open } = arenaInBrowser();

  it("loads a board once on the way back, however often its language was another", async () => {
    const page = await open("/leaderboards");
    const tabs = page.locator(".boards .tabs a");
    await tabs.first().waitFor();
    await page.click("#settings");
    for (const [language, word] of [
      ["de", /Einstellungen/],
      ["es", /Ajustes/],
      ["en", /Settings/],
    ] as const) {
      await page.selectOption("#set-language", language);
      await page.locator("#settings-dialog h2", { hasText: word }).waitFor();
      await tabs.first().waitFor();
    }
    await page.keyboard.press("Escape");
    await Promise.all([page.waitForResponse(/api\/leaderboards\//), tabs.last().click()]);
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/api/leaderboards/")) asked.push(request.url());
    });
    await Promise.all([page.waitForResponse(/api\/leaderboards\//), page.goBack()]);
    await page.waitForSelector(".standings:not([aria-busy])");
    assert.equal(asked.length, 1, asked.join(" "));
  });
});
