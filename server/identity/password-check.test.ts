import assert from "node:assert/strict";
import { LocalPresence } from "@colyseus/core";
import { onEachDatabase } from "../testing/databases.ts";
import { openIdentity } from "./open-identity.ts";
import { PresenceSessionEndings } from "./presence-session-endings.ts";

const SECRET = "a-secret-of-at-least-thirty-two-characters";
const PASSWORD = "correct horse battery";

onEachDatabase("accounts that are guessed at", (database) => {
  let nowMs = Date.now();
  let here: ReturnType<typeof openIdentity>;
  let names = 0;
  before(() => {
    const log = { warn: (fields: object, event: string) => assert.fail(`${event} ${JSON.stringify(fields)}`) };
    const endings = new PresenceSessionEndings(new LocalPresence());
    const [data, registered, now] = [[], async () => {}, () => new Date(nowMs)] as const;
    here = openIdentity({ database: database(), secrets: [SECRET], data, registered, endings, log, now });
  });
  /** One that no other test uses. */
  const fresh = () => `Zed ${"abcd".charAt(names++)}`;
  const register = (name: string) => here.accounts.register({ name, password: PASSWORD, device: "" }, undefined);
  const login = (name: string, password: string, address: string) => here.accounts.login({ name, password, device: "", address });

  it("refuse an account to one address after five wrong passwords, longer each time, and to no other address", async () => {
    const name = fresh();
    await register(name);
    const wrong = () => login(name, "wrong password", "10.2.2.2");
    for (let i = 0; i < 5; i++) await assert.rejects(wrong(), { code: "identity/login" });
    await assert.rejects(login(name, PASSWORD, "10.2.2.2"), { code: "request/too-many", retryAfterSeconds: 2 });
    assert.equal((await login(name, PASSWORD, "10.2.2.3")).player.name, name);
    nowMs += 2000;
    await assert.rejects(wrong(), { code: "identity/login" });
    await assert.rejects(wrong(), { code: "request/too-many", retryAfterSeconds: 4 });
    nowMs += 4000;
    await login(name, PASSWORD, "10.2.2.2");
    await assert.rejects(wrong(), { code: "identity/login" });
  });

  it("open to their owner where they were made or opened lately, whatever strangers try elsewhere, and to nobody else", async () => {
    const name = fresh();
    const address = "192.0.2.7";
    await here.accounts.register({ name, password: PASSWORD, device: "", address }, undefined);
    for (let i = 0; i < 50; i++) await assert.rejects(login(name, "wrong password", `10.7.${i}.1`), { code: "identity/login" });
    await assert.rejects(login(name, PASSWORD, "10.8.0.1"), { code: "request/too-many" });
    assert.equal((await login(name, PASSWORD, address)).player.name, name);
  });

  it("let nobody around the limit by asking all at once", async () => {
    const name = fresh();
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => login(name, "wrong password", "10.3.3.3")));
    const tried = outcomes.filter((outcome) => outcome.status === "rejected" && outcome.reason.code === "identity/login");
    assert.equal(tried.length, 5);
  });
});
