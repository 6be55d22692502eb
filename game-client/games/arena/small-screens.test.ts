import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { arenaInBrowser, openPrivate } from "../../../server/testing/arena-in-browser.ts";
import { until } from "../../../server/testing/until.ts";

const SIZES = [
  { width: 390, height: 844, touch: true },
  { width: 844, height: 390, touch: true },
  { width: 640, height: 360, touch: false },
  { width: 1280, height: 720, touch: false },
];

describe("a match on a small screen", function () {
  this.timeout(60_000);
  const visits = arenaInBrowser();

  for (const { width, height, touch } of SIZES) {
    it(`keeps readings, sticks and our ship's place apart at ${width}x${height}`, async () => {
      const page = await enter({ width, height }, touch);
      await until("there is something in the feed", async () => (await page.locator(".feed span").count()) > 0, 30_000);
      const fixed = [".free-place", ".hands-hint", ".line-warning", ".vitals", ".feed", ".score", ".menu", ".invite"];
      assert.deepEqual(await overlaps(page, touch ? [...fixed, ".stick.left", ".stick.right", ".thumb-buttons"] : fixed), []);
      // What opens has the place of what is less wanted then.
      await page.keyboard.press("KeyN");
      await page.waitForSelector(".net:not([hidden])");
      assert.deepEqual(await overlaps(page, [".net", ".hands-hint", ".vitals", ".feed", ".score", ".invite"]), []);
    });
  }

  it("shows all sixteen scores whole while the key is held, however low the window", async () => {
    const page = await enter({ width: 640, height: 360 }, false);
    await page.keyboard.down("Tab");
    await until("there are sixteen rows", async () => (await page.locator(".board tbody tr").count()) === 16);
    for (const size of [
      { width: 640, height: 360 },
      { width: 844, height: 390 },
      { width: 1280, height: 720 },
    ]) {
      await page.setViewportSize(size);
      const cut = await page.evaluate(() => {
        const box = document.querySelector(".board .table")?.getBoundingClientRect();
        const rows = [...document.querySelectorAll(".board tbody tr")].map((row) =>
          (row.querySelector("td.name") as Element).getBoundingClientRect(),
        );
        return rows.filter(({ top, bottom }, index) => !box || bottom > box.bottom + 1 || top < (rows[index - 1]?.bottom ?? box.top) - 1).length;
      });
      assert.equal(cut, 0, `at ${size.width}x${size.height}`);
    }
  });

  async function enter(viewport: { width: number; height: number }, touch: boolean): Promise<Page> {
    const page = await visits.open("/", { viewport, hasTouch: touch, isMobile: touch });
    await openPrivate(page, { fill: "Up to 16", level: "Hard" });
    await page.waitForSelector(".vitals:not([hidden])");
    if (touch) await page.touchscreen.tap(viewport.width / 2, viewport.height / 2);
    await until("the match has opened", async () => (await page.locator(".announce .opening").count()) === 0, 15_000);
    return page;
  }
});

/** Which of the parts that are seen lie over one another, by a pixel or more. */
function overlaps(page: Page, parts: readonly string[]): Promise<string[]> {
  return page.evaluate((selectors) => {
    const boxes = selectors.flatMap((selector) =>
      [...document.querySelectorAll(`.match ${selector}`)]
        .filter((part) => selector === ".free-place" || part.checkVisibility({ visibilityProperty: true }))
        .map((part) => ({ selector, box: part.getBoundingClientRect() })),
    );
    return boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter(({ box }) => Math.min(box.right, one.box.right) - Math.max(box.left, one.box.left) > 1)
        .filter(({ box }) => Math.min(box.bottom, one.box.bottom) - Math.max(box.top, one.box.top) > 1)
        .map(({ selector }) => `${one.selector} ${selector}`),
    );
  }, parts);
}
