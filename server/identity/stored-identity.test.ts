import assert from "node:assert/strict";
import { LocalPresence } from "@colyseus/core";
import { type Database, openDatabase } from "../database/open-database.ts";
import { newPlayerId, newSessionId, type PlayerId } from "../ids.ts";
import { onEachDatabase } from "../testing/databases.ts";
import { startPostgres, type TestPostgres } from "../testing/postgres.ts";
import { until } from "../testing/until.ts";
import { generatedName } from "./guest-name.ts";
import { nameKey } from "./name-key.ts";
import { openIdentity } from "./open-identity.ts";
import { PresenceSessionEndings } from "./presence-session-endings.ts";
import { Tokens } from "./tokens.ts";

const SECRET = "a-secret-of-at-least-thirty-two-characters";
const DAY_MS = 24 * 3600 * 1000;
let nowMs = Date.now();
const now = () => new Date(nowMs);

/** One process; several may stand on one database. */
function node(database: Database) {
  const warned: string[] = [];
  const log = { warn: (_: object, event: string) => void warned.push(event) };
  return {
    ...openIdentity({
      database,
      secrets: [SECRET],
      data: [],
      registered: async () => {},
      endings: new PresenceSessionEndings(new LocalPresence()),
      log,
      now,
    }),
    warned,
  };
}

onEachDatabase("identity", (database) => {
  let here: ReturnType<typeof node>;
  let there: ReturnType<typeof node>;
  before(() => {
    here = node(database());
    there = node(database());
  });
  const rowOf = (id: string) => database().selectFrom("players").selectAll().where("id", "=", id).executeTakeFirst();

  it("knows its guests again on every node, and keeps a row that results can refer to", async () => {
    const { token, player } = await here.identity.guest("Ada", "Firefox");
    assert.deepEqual([await here.identity.verify(token), await there.identity.verify(token)], [player, player]);
    const row = await rowOf(player.id);
    assert.deepEqual([row?.name, row?.guest], ["Ada", true]);
  });

  it("gives every guest an id of their own, and nobody the server's name", async () => {
    const [a, b] = [await here.identity.guest("Ada"), await here.identity.guest("Ada")];
    assert.notEqual(a.player.id, b.player.id);
    for (const name of ["Admin", "Velarium", "M0derator 7"]) await assert.rejects(here.identity.guest(name), { code: "identity/name" });
  });

  it("gives a guest without a name one that no account has, and one all the same where accounts have all", async () => {
    const generated = [...new Set(Array.from({ length: 50_000 }, generatedName))];
    const take = async (names: readonly string[]) => {
      const rows = names.map((name) => ({ id: newPlayerId(), name, name_key: nameKey(name), guest: false }));
      await database().insertInto("players").values(rows).execute();
    };
    const isS = (name: string) => name.startsWith("S");
    await take(generated.filter(isS));
    const given = await Promise.all(Array.from({ length: 40 }, () => here.identity.guest(undefined)));
    assert.deepEqual(given.map(({ player }) => player.name).filter(isS), []);
    await take(generated.filter((name) => !isS(name)));
    assert.ok(generated.includes((await here.identity.guest(undefined)).player.name));
    await database().deleteFrom("players").where("guest", "=", false).execute();
  });

  it("ends a session here at once and on other nodes within three seconds, for good", async () => {
    const { token, player } = await here.identity.guest("Ada");
    const { session } = (await there.identity.signedIn(token)) ?? assert.fail();
    assert.equal(await here.identity.revoke(player.id, session), true);
    assert.equal(await here.identity.verify(token), undefined);
    nowMs += 3000;
    assert.equal(await there.identity.verify(token), undefined);
    nowMs += 10 * DAY_MS;
    assert.equal(await node(database()).identity.verify(token), undefined, "also for a process that starts later");
    assert.equal(await here.identity.revoke(player.id, session), false);
  });

  it("asks the database once in three seconds, however many ask", async () => {
    const { token, player } = await here.identity.guest("Ada");
    await Promise.all(Array.from({ length: 50 }, () => here.identity.verify(token)));
    await database().updateTable("players").set({ name: "Changed" }).where("id", "=", player.id).execute();
    assert.equal((await here.identity.verify(token))?.name, "Ada");
    nowMs += 3000;
    assert.equal((await here.identity.verify(token))?.name, "Changed");
  });

  it("lets nobody end the session of somebody else", async () => {
    const [ada, eve] = [await here.identity.guest("Ada"), await here.identity.guest("Eve")];
    const { session } = (await here.identity.signedIn(ada.token)) ?? assert.fail();
    assert.equal(await here.identity.revoke(eve.player.id, session), false);
    assert.deepEqual(await here.identity.verify(ada.token), ada.player);
  });

  it("takes no token for a session of another player, nor one of a registered player that it never stored", async () => {
    const ada = await here.identity.guest("Ada");
    const { session } = (await here.identity.signedIn(ada.token)) ?? assert.fail();
    const tokens = new Tokens(SECRET, now);
    const eve = { id: newPlayerId(), name: "Eve", guest: true };
    assert.equal(await here.identity.verify(await tokens.sign(eve, session)), undefined);
    assert.equal(await here.identity.verify(await tokens.sign({ ...eve, guest: false }, newSessionId())), undefined);
  });

  it("renews a token for 30 days more, and none of a session that has ended", async () => {
    const first = await here.identity.guest("Ada", "Firefox");
    nowMs += 20 * DAY_MS;
    const who = (await here.identity.signedIn(first.token)) ?? assert.fail();
    const second = await here.identity.renew(who);
    nowMs += 20 * DAY_MS;
    assert.equal(await here.identity.verify(first.token), undefined, "the first one is 40 days old");
    assert.deepEqual(await here.identity.verify(second.token), first.player);
    assert.equal((await here.identity.sessions(first.player.id)).length, 1);
    await here.identity.revoke(first.player.id, who.session);
    await assert.rejects(there.identity.renew(who), { code: "identity/token" });
  });

  it("lists the devices of a player, newest first, and no more than twenty", async () => {
    const { player, token } = await here.identity.guest("Ada", "Firefox\n\u0000<b>");
    for (let i = 0; i < 25; i++) {
      nowMs += 1000;
      await here.identity.open(player, `device ${i}`);
    }
    const sessions = await here.identity.sessions(player.id);
    assert.deepEqual([sessions.length, sessions[0]?.device, sessions.at(-1)?.device], [20, "device 24", "device 5"]);
    nowMs += 3000;
    assert.equal(await here.identity.verify(token), undefined, "the first device made room");
  });

  it("forgets sessions whose tokens have expired, and guests who never played with them", async () => {
    const [passing, played, staying] = [
      await here.identity.guest("Passing"),
      await here.identity.guest("Played"),
      await here.identity.guest("Staying"),
    ];
    const at = new Date(nowMs);
    for (const { player } of [passing, played, staying]) {
      await database().updateTable("players").set({ created_at: at }).where("id", "=", player.id).execute();
    }
    const match = { id: "m_1", game: "hands", mode: "duel", map: "", ranked: true, state: "settled", started_at: at } as const;
    await database().insertInto("matches").values(match).execute();
    const seat = { match_id: "m_1", position: 0, player: played.player.id, name: "Played", seat: 0, team: 0, place: 1, score: 0 };
    await database()
      .insertInto("match_seats")
      .values({ ...seat, gone: false, rated: false, board_values: null, ended_at: at })
      .execute();
    nowMs += 20 * DAY_MS;
    await here.identity.renew((await here.identity.signedIn(staying.token)) ?? assert.fail());
    nowMs += 11 * DAY_MS;
    await here.sweep.once();
    const left = await Promise.all(
      [passing, played, staying].map(async ({ player }) => [!!(await rowOf(player.id)), (await here.identity.sessions(player.id)).length]),
    );
    assert.deepEqual(left, [
      [false, 0],
      [true, 0],
      [true, 1],
    ]);
  });
});

describe("identity while the database is away", function () {
  this.timeout(60_000);
  let postgres: TestPostgres;
  let database: Database;
  before(async () => {
    postgres = await startPostgres();
    database = await openDatabase({ url: await postgres.createDatabase(), dataDir: "" });
  });
  after(async () => {
    await database.destroy();
    await postgres.kill();
  });

  it("signs guests in, knows those who were signed in, and forgets no session that was ended; then stores all", async () => {
    const { identity, accounts, warned } = node(database);
    const known = await identity.guest("Known");
    const ended = await identity.guest("Ended");
    const owner = await accounts.register({ name: "Zenobia", password: "a long enough one", device: "" }, undefined);
    await assert.rejects(identity.guest(owner.player.name), { code: "identity/name-taken" });
    const { session } = (await identity.signedIn(ended.token)) ?? assert.fail();
    await identity.revoke(ended.player.id, session);
    await postgres.kill();

    const startedMs = performance.now();
    const late = await identity.guest("Late");
    assert.equal((await identity.guest("Zenobia")).player.name, "Zenobia", "nobody can say whose a name is");
    const eager = (await identity.signedIn((await identity.guest("Eager")).token)) ?? assert.fail();
    assert.ok(performance.now() - startedMs < 2000);
    nowMs += 3000;
    assert.deepEqual(await identity.verify(known.token), known.player);
    assert.deepEqual(await identity.verify(late.token), late.player);
    assert.equal(await identity.verify(ended.token), undefined);
    assert.deepEqual(warned, ["the database is away: tokens are taken at their word"]);
    const registration = { name: "Somebody", password: "a long enough one", device: "" };
    await assert.rejects(accounts.register(registration, undefined), { code: "server/database", retryAfterSeconds: 5 });

    await postgres.start();
    assert.deepEqual((await accounts.register({ ...registration, name: "Eager Beaver" }, eager)).player.id, eager.player.id);
    const stored = (id: PlayerId) => database.selectFrom("players").select("guest").where("id", "=", id).executeTakeFirst();
    await until("the guest who came meanwhile has a row", async () => {
      nowMs += 3000;
      await identity.verify(late.token);
      return stored(late.player.id);
    });
    assert.deepEqual(await identity.verify(late.token), late.player);
  });
});
