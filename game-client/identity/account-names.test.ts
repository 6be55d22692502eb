import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { arenaInBrowser } from "../../server/testing/arena-in-browser.ts";
import { until } from "../../server/testing/until.ts";

const PASSWORD = "nine slow horses";

describe("the name of an account, in a browser", function () {
  this.timeout(60_000);
  const visits = arenaInBrowser();

  it("is no guest's: the first page says so at the name, with the way to log in, and plays under another", async () => {
    await account("Vipsania");
    const page = await visits.open("/");
    await page.fill("#name", "V1PSANIA");
    await page.click("#play");
    await told(page, "#name-wrong", /is somebody's\. Choose another\. If it is yours, log in\./);
    assert.deepEqual(await page.evaluate(() => [document.activeElement?.id, document.querySelector("#name")?.getAttribute("aria-invalid")]), [
      "name",
      "true",
    ]);
    assert.equal(await page.getAttribute("#name-wrong a", "href"), "/account");
    assert.equal(await page.isVisible(".notice"), false);
    await visits.picture(page, "name-taken");
    await page.fill("#name", "Vips");
    await told(page, "#name-wrong", /^$/);
    await page.click("#play");
    await playing(page);
  });

  it("is given up with its session, and said: a guest who plays on has another name", async () => {
    const page = await signedIn("Agrippina");
    await endSessions(page);
    await page.goto(`${visits.server.url}/?renderer=canvas`);
    await told(page, ".notice", /no longer signed in as .Agrippina.\. Log in again, or play as a guest/u);
    assert.equal(await page.getAttribute(".notice a", "href"), "/account");
    assert.notEqual(await page.inputValue("#name"), "Agrippina");
    await visits.picture(page, "session-ended");
    await page.click("#as-guest");
    await playing(page);
    const name = await page.evaluate(() => localStorage.getItem("velarium.name"));
    assert.ok(name && name !== "Agrippina");
    const next = await visits.beside(page);
    await next.waitForSelector("#play");
    assert.equal(await next.isVisible(".notice"), false, "who plays as a guest is not told again");
  });

  it("does not become a guest's by pressing Play on a page that did not know yet", async () => {
    const page = await signedIn("Octavia");
    await page.goto(`${visits.server.url}/?renderer=canvas`);
    await until("the page knows the account", async () => (await page.getAttribute("#name", "readonly")) !== null);
    await endSessions(page);
    await page.click("#play");
    await told(page, ".notice", /no longer signed in as .Octavia/u);
    assert.equal(await page.evaluate(() => localStorage.getItem("velarium.token")), null);
  });

  it("is told as signed out on every page, which shows what everybody may see all the same", async () => {
    const page = await signedIn("Drusilla");
    await page.goto(`${visits.server.url}/leaderboards`);
    await page.waitForSelector(".boards .place");
    await endSessions(page);
    await page.click(".boards .tabs a >> nth=1");
    await told(page, "#ended", /no longer signed in as .Drusilla/u);
    await until("the board is shown", async () => (await page.locator(".boards #season").count()) === 1);
    assert.equal(await page.locator(".boards .notice").count(), 0);
    await page.click("#ended a >> nth=0");
    await page.fill("#login-name", "Drusilla");
    await page.fill("#login-password", PASSWORD);
    await page.click("#login button[type=submit]");
    await told(page, ".said", /logged in|Welcome/u);
    assert.equal(await page.isVisible("#ended"), false);
  });

  function account(name: string) {
    return visits.server.services.accounts.register({ name, password: PASSWORD, device: "" }, undefined);
  }

  /** A page of somebody who has just logged in. */
  async function signedIn(name: string): Promise<Page> {
    await account(name);
    const page = await visits.open("/account");
    await page.fill("#login-name", name);
    await page.fill("#login-password", PASSWORD);
    await page.click("#login button[type=submit]");
    await page.waitForSelector("#logout");
    return page;
  }

  /** As if all had expired. */
  async function endSessions(page: Page): Promise<void> {
    const token = (await page.evaluate(() => localStorage.getItem("velarium.token"))) ?? "";
    const { identity } = visits.server.services;
    const { player, session } = (await identity.signedIn(token)) ?? assert.fail("nobody is signed in");
    assert.ok(await identity.revoke(player.id, session));
  }
});

async function told(page: Page, place: string, sentence: RegExp): Promise<void> {
  await until(`${place} says ${sentence}`, async () => (await page.locator(place).allTextContents()).some((text) => sentence.test(text)));
}

function playing(page: Page): Promise<unknown> {
  return page.waitForFunction(() => (window as { velarium?: object }).velarium !== undefined);
}
