import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { ArenaPlayer } from "../rooms/arena/world.ts";
import { arenaInBrowser, type Visit } from "../server/testing/arena-in-browser.ts";
import { until } from "../server/testing/until.ts";

describe("what a person sets for hands and ears", function () {
  this.timeout(60_000);
  const visits = arenaInBrowser();

  it("binds a key by keyboard alone, asks where it is taken, and keeps it after a reload", async () => {
    const page = await open();
    await press(page, "#settings", "Enter");
    await page.waitForSelector("#settings-bindings");
    await press(page, "#settings-bindings", "Enter");
    await page.waitForSelector("#bind-dash");
    await press(page, "#bind-dash", "Enter");
    await page.waitForSelector("#bindings-cancel");
    await page.keyboard.press("KeyE");
    assert.match((await page.textContent(".bindings-editor .asks")) ?? "", /E is used for: Beam/);
    await visits.picture(page, "bindings-taken");
    await press(page, "#bindings-use", "Enter");
    assert.match((await page.textContent(".bindings-editor .said")) ?? "", /E is now for: Dash/);
    assert.equal(await page.evaluate(() => document.activeElement?.id), "bind-dash");
    await visits.picture(page, "bindings");
    await page.reload();
    await page.click("#play");
    await own(page);
    const dashed = until("E dashes", async () => ((await own(page)).dashCooldown ?? 0) > 0);
    await page.keyboard.down("KeyE");
    await dashed;
    await page.keyboard.up("KeyE");
  });

  it("gives up a press that waits by Escape, without leaving the settings", async () => {
    const page = await open();
    await page.click("#settings");
    await page.click("#settings-bindings");
    await page.click("#bind-bolt");
    await page.keyboard.press("Escape");
    await page.waitForSelector("#bindings-cancel", { state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement?.id), "bind-bolt");
    assert.ok(await page.isVisible("#settings-dialog"));
  });

  it("says once that the browser holds the sound back, and lets it be heard from the first key on", async () => {
    const page = await open({ script: holdSoundBack });
    await page.click("#play");
    await own(page);
    await page.waitForSelector('.overlay[data-sound="blocked"]');
    await page.waitForFunction(() => /No sound yet/.test(document.querySelector(".hands-hint")?.textContent ?? ""));
    await visits.picture(page, "sound-blocked");
    await page.keyboard.press("KeyW");
    await page.waitForSelector('.overlay[data-sound="playing"]');
  });

  it("plays without a sound device, and without Web Audio", async () => {
    const page = await open({ script: () => Object.defineProperty(window, "AudioContext", { value: undefined }) });
    await page.click("#play");
    await own(page);
    await page.waitForSelector('.overlay[data-sound="none"]');
  });

  it("writes captions for what is heard, with arrows, and tells a screen reader the news alone", async () => {
    const page = await open({ settings: { captions: true } });
    await page.click("#play");
    await own(page);
    await page.waitForFunction(() => /[←-↙] (bolt|beam)/.test(document.querySelector(".captions")?.textContent ?? ""), undefined, {
      timeout: 30_000,
    });
    await visits.picture(page, "captions");
    const spoken = (await page.textContent(".captions-spoken")) ?? "";
    assert.doesNotMatch(spoken, /bolt|beam/);
    assert.equal(await page.getAttribute(".captions", "aria-hidden"), "true");
  });

  async function open(visit: Visit = {}): Promise<Page> {
    const page = await visits.open("/", { viewport: { width: 960, height: 540 }, ...visit });
    await page.waitForSelector("#play");
    return page;
  }
});

/** Some browsers forget at a reload that the page was clicked: as they do, sound waits for a key. It runs in the page. */
function holdSoundBack(): void {
  let allowed = false;
  window.addEventListener(
    "keydown",
    () => {
      allowed = true;
    },
    { capture: true },
  );
  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      void this.suspend();
    }

    override resume(): Promise<void> {
      return allowed ? super.resume() : new Promise(() => undefined);
    }
  };
}

/** Our own entry, once we are alive in a match. */
function own(page: Page): Promise<Partial<ArenaPlayer>> {
  return until("we are in a match", () =>
    page.evaluate(() => {
      const { self } = (window.velarium?.match ?? {}) as { readonly self?: ArenaPlayer };
      return self && { seat: self.seat, dashCooldown: self.dashCooldown };
    }),
  );
}

async function press(page: Page, selector: string, key: string): Promise<void> {
  await page.focus(selector);
  await page.keyboard.press(key);
}
