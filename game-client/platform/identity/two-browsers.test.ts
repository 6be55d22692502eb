import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { arenaInBrowser } from "../../../server/testing/arena-in-browser.ts";
import { quickPlay } from "../../../server/testing/joined.ts";
import { until } from "../../../server/testing/until.ts";

const PASSWORD = "nine slow horses";

describe("one account in two browsers", function () {
  this.timeout(150_000);
  const visits = arenaInBrowser();

  it("is one player: what is played in one is seen in the other, which signs the first one out of its match", async () => {
    const desk = await visits.open("/account");
    await send(desk, "register", { username: "Octavia", password: PASSWORD });
    await desk.waitForSelector("#new-recovery-code");
    const phone = await visits.open("/account");
    await send(phone, "login", { username: "octavia", password: PASSWORD });
    await phone.waitForSelector(".sessions li:nth-child(2)");
    await phone.goto(new URL("/?renderer=canvas", phone.url()).href);
    await phone.waitForSelector("#play:not([disabled])");

    const rival = await quickPlay(await visits.server.guest("Rival"), "arena", { minutes: 1, scoreLimit: 3, fill: 8, level: "hard" });
    await phone.click("#play");
    const octavia = await until(
      "the first browser is in the match",
      () => [...rival.state.players.values()].find(({ name }) => name === "Octavia"),
      20_000,
    );
    const { matchId } = rival.state;
    await until("the match is over", () => rival.state.phase === "finished", 90_000);

    await desk.click('nav.site a[href="/players/me"]');
    const rating = await until("the rating is stored", async () => (await visits.server.services.ratings.of(octavia.player as never))[0]);
    await until("the other browser sees it", async () => {
      await desk.reload();
      await desk.waitForSelector(".rating .value b, .place.ratings .empty");
      return (await desk.locator(".rating .value b").count()) === 1;
    });
    // Where neither did anything the value stays, and its deviation alone tells of the match.
    const shown = `${Math.round(rating.value)} ± ${Math.round(rating.deviation)}`;
    assert.ok((await desk.textContent(".rating .value"))?.startsWith(shown), shown);
    assert.ok(rating.deviation < 350);
    await desk.waitForSelector(`.history li a[href*="${matchId}"]`);
    assert.equal(await desk.locator(".history li").count(), 1);

    await desk.click('nav.site a[href="/account"]');
    await desk.click(".sessions li:not(:has-text('This device')) button");
    await phone.waitForSelector(".veil[data-kind=ended]:has-text('signed out')");
    await phone.goto(new URL("/account?renderer=canvas", phone.url()).href);
    await phone.waitForSelector("#login");
    await desk.reload();
    await desk.waitForSelector(".sessions li:has-text('This device')");
    assert.equal(await desk.locator(".sessions li").count(), 1, "the one that signed the other out stays");
    await rival.leave();
  });
});

/** Fills a form and sends it. */
async function send(page: Page, form: string, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await page.fill(`#${form} input[name=${name}]:not([hidden])`, value);
  await page.click(`#${form} button[type=submit]`);
}
