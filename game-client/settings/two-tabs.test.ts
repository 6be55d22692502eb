import { arenaInBrowser } from "../../server/testing/arena-in-browser.ts";
import { until } from "../../server/testing/until.ts";

describe("the settings of two tabs", function () {
  this.timeout(60_000);
  const visits = arenaInBrowser();

  it("apply in one as they are set in the other, and are kept together", async () => {
    const page = await visits.open();
    const other = await visits.beside(page);
    await page.click("#settings");
    await page.selectOption("#set-language", "de");
    await other.locator("h1", { hasText: /Gladiatoren/ }).waitFor();
    await other.click("#settings");
    await other.check("#set-captions");
    await until("the dialog of the first tab shows it", () => page.isChecked("#set-captions"));
    await page.selectOption("#set-reducedMotion", "on");
    await until("the other tab holds still", () => other.evaluate(() => document.documentElement.dataset.motion === "reduced"));
    await other.reload();
    await other.locator("h1", { hasText: /Gladiatoren/ }).waitFor();
  });
});
