import assert from "node:assert/strict";
import { LocalPresence } from "@colyseus/core";
import type { Database } from "../database/open-database.ts";
import type { PlayerId } from "../ids.ts";
import { onEachDatabase } from "../testing/databases.ts";
import type { Issued, SignedIn } from "./identity.ts";
import { openIdentity } from "./open-identity.ts";
import type { PersonalData } from "./personal-data.ts";
import { PresenceSessionEndings } from "./presence-session-endings.ts";
import type { EndedSessions } from "./session-endings.ts";

const SECRET = "a-secret-of-at-least-thirty-two-characters";
const PASSWORD = "correct horse battery";
const DAY_MS = 24 * 3600 * 1000;
let nowMs = Date.now();
const now = () => new Date(nowMs);

/** What some part of the platform keeps; it can be made to die while it erases. */
class Notes implements PersonalData {
  readonly name = "notes";
  readonly kept = new Map<string, string>();
  dies = false;

  async dataOf(player: PlayerId): Promise<unknown> {
    return [this.kept.get(player) ?? null];
  }

  async erase(player: PlayerId): Promise<void> {
    if (this.dies) throw new Error("died while it erased");
    this.kept.delete(player);
  }
}

function node(database: Database, notes = new Notes(), presence = new LocalPresence()) {
  const registered: PlayerId[] = [];
  const log = { warn: (fields: object, event: string) => assert.fail(`${event} ${JSON.stringify(fields)}`) };
  const listed = async (player: PlayerId) => void registered.push(player);
  const endings = new PresenceSessionEndings(presence);
  const ended: EndedSessions[] = [];
  endings.on((each) => ended.push(each));
  return { ...openIdentity({ database, secrets: [SECRET], data: [notes], registered: listed, endings, log, now }), notes, registered, ended };
}

onEachDatabase("accounts", (database) => {
  let here: ReturnType<typeof node>;
  let there: ReturnType<typeof node>;
  let names = 0;
  before(() => {
    here = node(database());
    there = node(database());
  });
  /** One that no other test uses, nor one that looks like it. */
  const fresh = () => `Zed ${"abcdfgh".charAt(names % 7)}${"kmpqsuxyz".charAt(Math.floor(names++ / 7))}`;
  const register = (name: string, guest?: SignedIn, on = here) => on.accounts.register({ name, password: PASSWORD, device: "first" }, guest);
  const login = (name: string, password = PASSWORD, address = "10.0.0.1", on = here) =>
    on.accounts.login({ name, password, device: "next", address });
  const who = async ({ token }: Issued, on = here) => (await on.identity.signedIn(token)) ?? assert.fail("nobody");
  const rowOf = (id: string) => database().selectFrom("players").selectAll().where("id", "=", id).executeTakeFirst();

  it("keep a guest's id and session when they register, and every node sees it", async () => {
    const guest = await here.identity.guest("Somebody");
    const before = await who(guest, there);
    const name = fresh();
    const { token, player } = await register(name, await who(guest));
    assert.deepEqual(player, { id: guest.player.id, name, guest: false });
    assert.deepEqual(await here.identity.verify(guest.token), player, "the guest's token goes on");
    assert.equal((await who({ token, player })).session, before.session);
    nowMs += 3000;
    assert.deepEqual(await there.identity.verify(guest.token), player);
    assert.deepEqual(here.registered.at(-1), player.id, "the boards were told");
    await assert.rejects(register(fresh(), await who({ token, player })), { code: "identity/registered" });
  });

  it("let somebody register without a guest, and log in on two devices", async () => {
    const name = fresh();
    const first = await register(name);
    const second = await login(name.toUpperCase());
    assert.deepEqual(second.player, first.player);
    const devices = (await here.identity.sessions(first.player.id)).map(({ device }) => device);
    assert.deepEqual(devices.toSorted(), ["first", "next"]);
    const { session } = await who(second);
    await here.identity.revoke(first.player.id, session);
    assert.equal(await here.identity.verify(second.token), undefined);
    assert.deepEqual(await here.identity.verify(first.token), first.player);
  });

  it("give one of two names that look alike to one of two who ask at once", async () => {
    const pairs: [string, string][] = [
      ["Quillon", "QUILLON"],
      ["Wolfram", "W0lfrarn"],
      ["Casper", "\u0421\u0430\u0455\u0440\u0435\u0433"],
      ["Vex Two", "\uFF36\uFF45\uFF58_\uFF34\uFF57\uFF4F"],
    ];
    for (const [one, other] of pairs) {
      const outcomes = await Promise.allSettled([register(one), register(other, undefined, there)]);
      const failed = outcomes.filter((outcome) => outcome.status === "rejected");
      assert.deepEqual(
        failed.map(({ reason }) => reason.code),
        ["identity/name-taken"],
        one,
      );
    }
  });

  it("keep their name from guests, in whatever spelling, who come and who are there; a guest may keep the name they had first", async () => {
    const early = await here.identity.guest("Theodora");
    const guest = await here.identity.guest("Somebody");
    await register("Theodora");
    for (const alike of ["Theodora", "THE0D0RA", "T\u04bbeodora", " theo-dora"]) {
      await assert.rejects(here.identity.guest(alike), { code: "identity/name-taken" }, alike);
      await assert.rejects(there.accounts.rename(await who(guest), alike), { code: "identity/name-taken" }, alike);
    }
    assert.equal((await here.identity.verify(guest.token))?.name, "Somebody");
    assert.equal((await here.accounts.rename(await who(early), "Theodora")).name, "Theodora");
    assert.equal((await here.identity.guest("Theodor")).player.name, "Theodor");
  });

  it("register one guest once, whoever asks at the same time", async () => {
    const guest = await here.identity.guest("Racer");
    const asked = await who(guest);
    const outcomes = await Promise.allSettled([register(fresh(), asked), register(fresh(), asked, there)]);
    assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
    const rows = await database().selectFrom("credentials").select("player").where("player", "=", guest.player.id).execute();
    assert.equal(rows.length, 1);
  });

  it("refuse names that are reserved or mixed, weak passwords and what is no address", async () => {
    const refused: [code: string, name: string, password?: string, email?: string][] = [
      ["identity/name", "Admin"],
      ["identity/name", "Livia"],
      ["identity/name", "p\u0430ypal"],
      ["identity/name", ""],
      ["identity/password", "Harmless", "short"],
      ["identity/password", "Harmless", "Password1"],
      ["identity/password", "Harmless", "aaaaaaaaaaaa"],
      ["identity/password", "Harmless", "12345678"],
      ["identity/password", "Harmless", "Harmless1"],
      ["identity/password", "Harmless", "x".repeat(129)],
      ["identity/email", "Harmless", PASSWORD, "nobody"],
      ["identity/email", "Harmless", PASSWORD, `${"x".repeat(300)}@example.com`],
      ["identity/email", "Harmless", PASSWORD, "a@b.c\r\nBcc: d@e.f"],
    ];
    for (const [code, name, password = PASSWORD, email] of refused) {
      await assert.rejects(here.accounts.register({ name, password, email, device: "" }, undefined), { code }, `${name} ${password} ${email}`);
    }
  });

  it("take SQL for a name like any other", async () => {
    const name = "x'); drop table players";
    const { player } = await register(name);
    assert.deepEqual((await login(name)).player, player);
    for (const injected of ["' or '1'='1", "%", "\\", "x' --"])
      await assert.rejects(login(injected, PASSWORD, "10.9.9.9"), { code: "identity/login" });
  });

  it("say the same of an unknown name and of a wrong password", async () => {
    const name = fresh();
    await register(name);
    const messages = new Set<string>();
    for (const typed of [name, "Nobody Here At All", "", "\u0000", "x".repeat(5000)]) {
      await assert.rejects(login(typed, "wrong password", "10.1.1.1"), (error: Error & { code?: string }) => {
        messages.add(error.message);
        return error.code === "identity/login";
      });
    }
    assert.equal(messages.size, 1);
  });

  it("rename a guest at any time, a registered player once in seven days", async () => {
    const rename = async (token: string, name: string) => here.accounts.rename((await here.identity.signedIn(token)) ?? assert.fail(), name);
    const guest = await here.identity.guest("Before");
    assert.equal((await rename(guest.token, "Between")).name, "Between");
    assert.equal((await rename(guest.token, "After")).name, "After");
    assert.equal((await here.identity.verify(guest.token))?.name, "After");
    const { token, player } = await register(fresh());
    const next = await rename(token, fresh());
    await assert.rejects(rename(token, fresh()), { code: "identity/rename", retryAfterSeconds: 7 * 24 * 3600 });
    assert.deepEqual(await rename(token, next.name), next, "the name they have is no change");
    nowMs += 7 * DAY_MS;
    const last = await rename(token, fresh());
    assert.deepEqual(await here.identity.verify(token), last);
    const other = await register(player.name);
    assert.notEqual(other.player.id, player.id, "a name that was given up is free");
    await assert.rejects(rename(other.token, last.name.toUpperCase()), { code: "identity/name-taken" });
    for (const reserved of ["Livia", "Admin", "\u03B7ick"]) await assert.rejects(rename(other.token, reserved), { code: "identity/name" });
  });

  it("may be renamed at once where they were made from a guest, however lately the guest was", async () => {
    const guest = await here.identity.guest("Before");
    await here.accounts.rename(await who(guest), "Between");
    const account = await register(fresh(), await who(guest));
    const next = fresh();
    assert.equal((await here.accounts.rename(await who(account), next)).name, next);
    await assert.rejects(here.accounts.rename(await who(account), fresh()), { code: "identity/rename" });
  });

  it("hand out everything about a player, from every part of the platform, and no secret", async () => {
    const name = fresh();
    const { player } = await here.accounts.register({ name, password: PASSWORD, email: "a@example.com", device: "Firefox" }, undefined);
    here.notes.kept.set(player.id, "likes coins");
    const data = JSON.parse(JSON.stringify(await here.accounts.dataOf(player.id)));
    assert.deepEqual([data.account.name, data.account.email, data.notes], [name, "a@example.com", ["likes coins"]]);
    assert.deepEqual(
      data.sessions.map(({ device }: { device: string }) => device),
      ["Firefox"],
    );
    assert.doesNotMatch(JSON.stringify(data), /argon2|password/i);
  });

  it("are deleted with their password alone, on every device and node, and free their name", async () => {
    const name = fresh();
    const first = await register(name);
    const second = await login(name);
    here.notes.kept.set(first.player.id, "likes coins");
    const asked = await who(first);
    for (const password of [undefined, "", "wrong password"]) {
      await assert.rejects(here.accounts.remove(asked, password, "10.4.4.4"), { code: "identity/confirm" });
    }
    assert.deepEqual(await there.identity.verify(second.token), first.player);
    await here.accounts.remove(asked, PASSWORD, "10.4.4.4");
    nowMs += 3000;
    for (const { token } of [first, second]) {
      for (const each of [here, there, node(database())]) assert.equal(await each.identity.verify(token), undefined);
    }
    assert.deepEqual([await rowOf(first.player.id), here.notes.kept.has(first.player.id)], [undefined, false]);
    await assert.rejects(login(name, PASSWORD, "10.4.4.5"), { code: "identity/login" });
    assert.notEqual((await register(name)).player.id, first.player.id);
  });

  it("of guests are deleted with a token of the last ten minutes, and their token makes no row again", async () => {
    const guest = await here.identity.guest("Passing");
    nowMs += 11 * 60_000;
    await assert.rejects(here.accounts.remove(await who(guest), undefined, ""), { code: "identity/confirm" });
    const renewed = await here.identity.renew(await who(guest));
    await here.accounts.remove(await who(renewed), undefined, "");
    nowMs += 3000;
    for (const { token } of [guest, renewed]) assert.equal(await node(database()).identity.verify(token), undefined);
    assert.equal(await rowOf(guest.player.id), undefined);
  });

  it("that were being deleted when the process died are deleted by the next sweep, and nobody gets in meanwhile", async () => {
    const notes = new Notes();
    const dying = node(database(), notes);
    const name = fresh();
    const account = await register(name, undefined, dying);
    notes.kept.set(account.player.id, "likes coins");
    notes.dies = true;
    await assert.rejects(dying.accounts.remove(await who(account, dying), PASSWORD, "10.5.5.5"), /died while it erased/);
    const next = node(database(), notes);
    assert.equal(await next.identity.verify(account.token), undefined);
    await assert.rejects(login(name, PASSWORD, "10.5.5.6", next), { code: "identity/login" });
    notes.dies = false;
    await next.sweep.once();
    assert.equal(notes.kept.size, 0);
  });

  it("are erased once more a day after, for what a match in play wrote meanwhile", async () => {
    const account = await register(fresh());
    await here.accounts.remove(await who(account), PASSWORD, "10.6.6.6");
    here.notes.kept.set(account.player.id, "came late");
    await here.sweep.once();
    assert.equal(here.notes.kept.get(account.player.id), "came late");
    nowMs += DAY_MS;
    await here.sweep.once();
    assert.equal(here.notes.kept.has(account.player.id), false);
    here.notes.kept.set(account.player.id, "nobody looks any more");
    await here.sweep.once();
    assert.ok(here.notes.kept.delete(account.player.id));
  });
});
