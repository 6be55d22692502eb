import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { arenaInBrowser } from "../../../server/testing/arena-in-browser.ts";
import { until } from "../../../server/testing/until.ts";

const PASSWORD = "nine slow horses";
const NEXT = "ten fast horses";

describe("passwords and what a person loses with them, in a browser", function () {
  this.timeout(60_000);
  const visits = arenaInBrowser();

  it("shows the recovery code once, which opens the account with a new password and signs other devices out", async () => {
    const page = await registered("Octavia");
    const code = (await page.textContent("#new-recovery-code")) ?? "";
    assert.match(code, /^(\w{5}-){3}\w{5}$/);
    await visits.picture(page, "recovery-code");
    await page.reload();
    await page.waitForSelector("#change-password-panel");
    assert.equal(await page.locator("#new-recovery-code").count(), 0);

    const other = await visits.open("/account");
    await other.click("#forgotten summary");
    await visits.picture(other, "forgotten");
    await fill(other, "recover", { username: "octavia", recoveryCode: "00000-00000-00000-00000", newPassword: NEXT });
    await other.waitForSelector("#recover-recoveryCode-wrong:not(:empty)");
    await fill(other, "recover", { username: "octavia", recoveryCode: code.toLowerCase().replaceAll("-", " "), newPassword: NEXT });
    await said(other, /Welcome back, .Octavia/u);
    assert.notEqual(await other.textContent("#new-recovery-code"), code);
    await page.reload();
    await page.waitForSelector("#login");
  });

  it("changes the password with the current one, and makes a new code, by keyboard alone", async () => {
    const page = await registered("Drusilla");
    await page.focus("#change-password-panel summary");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("not the password");
    await page.focus("#change-password-newPassword");
    await page.keyboard.type(NEXT);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#change-password-password-wrong:not(:empty)");
    await fill(page, "change-password", { password: PASSWORD, newPassword: NEXT });
    await said(page, /Your password is changed/);
    await page.click("#recovery-panel summary");
    await fill(page, "recovery-code", { password: NEXT });
    await said(page, /new recovery code/);
    await page.waitForSelector("#new-recovery-code");
  });

  it("says that a device was signed out while it played", async () => {
    const phone = await registered("Vipsania");
    await phone.goto(new URL("/?renderer=canvas", phone.url()).href);
    await phone.click("#play");
    await phone.waitForFunction(() => (window as { velarium?: object }).velarium !== undefined);
    const desk = await visits.open("/account");
    await fill(desk, "login", { username: "Vipsania", password: PASSWORD });
    await desk.click("#change-password-panel summary");
    await fill(desk, "change-password", { password: PASSWORD, newPassword: NEXT });
    await phone.waitForSelector(".veil[data-kind=ended]:has-text('signed out')");
  });

  it("leads a guest who logs in back to the match they were in, and tells it before", async () => {
    await (await registered("Agrippina")).close();
    const page = await visits.open("/");
    await page.fill("#name", "Passing By");
    await page.click("#play");
    await page.waitForFunction(() => (window as { velarium?: object }).velarium !== undefined);
    const guest = await page.evaluate(() => localStorage.getItem("velarium.token"));
    const account = await visits.beside(page, "/account");
    await page.close();
    await account.waitForSelector("text=/A match in play goes on/");
    await fill(account, "login", { username: "Agrippina", password: PASSWORD });
    await said(account, /logged in as/);
    await account.goto(new URL("/?renderer=canvas", account.url()).href);
    await account.click("#resume button");
    await account.waitForFunction(() => (window as { velarium?: object }).velarium !== undefined);
    assert.equal(await account.evaluate(() => sessionStorage.getItem("velarium.token")), guest);
  });

  async function registered(name: string): Promise<Page> {
    const page = await visits.open("/account");
    await fill(page, "register", { username: name, password: PASSWORD });
    await page.waitForSelector("#new-recovery-code");
    return page;
  }
});

/** Fills a form and sends it. */
async function fill(page: Page, form: string, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await page.fill(`#${form} input[name=${name}]:not([hidden])`, value);
  await page.click(`#${form} button[type=submit]`);
}

async function said(page: Page, sentence: RegExp): Promise<void> {
  await until(`the page says ${sentence}`, async () => (await page.locator(".said").allTextContents()).some((text) => sentence.test(text)));
}
