import assert from "node:assert/strict";
import { LocalPresence } from "@colyseus/core";
import type { Database } from "../database/open-database.ts";
import { onEachDatabase } from "../testing/databases.ts";
import type { Issued } from "./identity.ts";
import { openIdentity } from "./open-identity.ts";
import { PresenceSessionEndings } from "./presence-session-endings.ts";
import { isRecoveryCode, newRecoveryCode, recoveryHash } from "./recovery-code.ts";
import type { EndedSessions } from "./session-endings.ts";

const OLD = "correct horse battery";
const NEXT = "nine slow horses";

/** Nodes of one cluster, joined by `presence`. */
function node(database: Database, presence: LocalPresence) {
  const endings = new PresenceSessionEndings(presence);
  const ended: EndedSessions[] = [];
  endings.on((each) => ended.push(each));
  const log = { warn: (fields: object, event: string) => assert.fail(`${event} ${JSON.stringify(fields)}`) };
  const secrets = ["a-secret-of-at-least-thirty-two-characters"] as const;
  return { ...openIdentity({ database, secrets, data: [], registered: async () => {}, endings, log }), ended };
}

onEachDatabase("passwords", (database) => {
  let here: ReturnType<typeof node>;
  let there: ReturnType<typeof node>;
  let count = 0;
  before(() => {
    const presence = new LocalPresence();
    here = node(database(), presence);
    there = node(database(), presence);
  });
  /** A new account on two devices. */
  async function account() {
    const name = `Person ${"abcdefghk".charAt(count++)}`;
    const first = await here.accounts.register({ name, password: OLD, device: "first" }, undefined);
    return { name, first, second: await login(name) };
  }
  const login = (name: string, password = OLD) => there.accounts.login({ name, password, device: "next", address: `10.0.${count}.1` });
  const who = async ({ token }: Issued) => (await here.identity.signedIn(token)) ?? assert.fail("nobody");
  const recover = (name: string, recoveryCode: string, password = NEXT, address = "10.9.9.9") =>
    here.passwords.recover({ name, recoveryCode, password, device: "found", address });

  it("are changed with the current one alone, and every other session ends, on every node at once", async () => {
    const { name, first, second } = await account();
    const me = await who(first);
    await assert.rejects(here.passwords.change(me, "wrong password", NEXT, "10.1.1.1"), { code: "identity/confirm" });
    await assert.rejects(here.passwords.change(me, OLD, "password", "10.1.1.1"), { code: "identity/password" });
    assert.ok(await there.identity.verify(second.token), "nothing has changed so far");
    const other = await who(second);
    await here.passwords.change(me, OLD, NEXT, "10.1.1.1");
    assert.deepEqual([await here.identity.verify(second.token), await there.identity.verify(second.token)], [undefined, undefined]);
    assert.deepEqual(there.ended.at(-1), { player: me.player.id, sessions: [other.session] });
    assert.deepEqual(await there.identity.verify(first.token), first.player, "this device goes on");
    await assert.rejects(login(name, OLD), { code: "identity/login" });
    assert.equal((await login(name, NEXT)).player.id, first.player.id);
  });

  it("that are forgotten are replaced with the recovery code, once, and every session before ends", async () => {
    const { name, first, second } = await account();
    const found = await recover(name.toUpperCase(), first.recoveryCode.toLowerCase().replaceAll("-", " "));
    assert.equal(found.player.id, first.player.id);
    for (const { token } of [first, second]) assert.equal(await there.identity.verify(token), undefined);
    assert.deepEqual(await there.identity.verify(found.token), found.player);
    await assert.rejects(login(name, OLD), { code: "identity/login" });
    await login(name, NEXT);
    await assert.rejects(recover(name, first.recoveryCode), { code: "identity/recovery" }, "a code opens an account once");
    assert.equal((await recover(name, found.recoveryCode, "another long one")).player.id, first.player.id);
  });

  it("are replaced by one of two who send the same code at once", async () => {
    const { name, first } = await account();
    const tried = await Promise.allSettled([recover(name, first.recoveryCode), recover(name, first.recoveryCode, "another long one")]);
    assert.deepEqual(tried.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  });

  it("have a code made anew with the password, which ends the one before; guests have none", async () => {
    const { name, first } = await account();
    const me = await who(first);
    await assert.rejects(here.passwords.newRecoveryCode(me, "wrong password", "10.2.2.2"), { code: "identity/confirm" });
    const code = await here.passwords.newRecoveryCode(me, OLD, "10.2.2.2");
    await assert.rejects(recover(name, first.recoveryCode), { code: "identity/recovery" });
    assert.equal((await recover(name, code)).player.id, first.player.id);
    const guest = await who(await here.identity.guest("Passing"));
    await assert.rejects(here.passwords.newRecoveryCode(guest, "", "10.2.2.3"), { code: "identity/confirm" });
    await assert.rejects(here.passwords.change(guest, "", NEXT, "10.2.2.3"), { code: "identity/confirm" });
  });

  it("cannot be had by guessing codes, and a weak new one uses no code up", async () => {
    const { name, first } = await account();
    for (const code of ["", "-", newRecoveryCode(), newRecoveryCode(), newRecoveryCode()])
      await assert.rejects(recover(name, code, NEXT, "10.3.3.3"), { code: "identity/recovery" });
    await assert.rejects(recover(name, first.recoveryCode, NEXT, "10.3.3.3"), { code: "request/too-many" });
    await assert.rejects(recover("Nobody Here", newRecoveryCode()), { code: "identity/recovery" });
    await assert.rejects(recover(name, first.recoveryCode, "short"), { code: "identity/password" });
    assert.equal((await recover(name, first.recoveryCode)).player.id, first.player.id);
  });

  it("and codes are in the database as hashes alone, and in no export", async () => {
    const { first } = await account();
    const row = await database().selectFrom("credentials").selectAll().where("player", "=", first.player.id).executeTakeFirstOrThrow();
    assert.equal(row.recovery_hash, recoveryHash(first.recoveryCode));
    assert.doesNotMatch(JSON.stringify(row), new RegExp(`${OLD}|${first.recoveryCode}`));
    assert.doesNotMatch(JSON.stringify(await here.accounts.dataOf(first.player.id)), new RegExp(`${row.recovery_hash}|${first.recoveryCode}`));
  });
});

describe("a recovery code", () => {
  it("is 100 random bits in letters that nobody mistakes, and known however it is typed", () => {
    const code = newRecoveryCode();
    assert.match(code, /^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    assert.notEqual(newRecoveryCode(), code);
    const hash = recoveryHash(code);
    for (const typed of [code, code.toLowerCase(), code.replaceAll("-", ""), ` ${code} `, code.replaceAll("0", "O").replaceAll("1", "l")])
      assert.ok(isRecoveryCode(typed, hash), typed);
    for (const typed of ["", code.slice(1), newRecoveryCode(), `${code}0`, "💥".repeat(20)]) assert.ok(!isRecoveryCode(typed, hash), typed);
    for (const none of [null, undefined, ""]) assert.ok(!isRecoveryCode("", none));
  });
});
