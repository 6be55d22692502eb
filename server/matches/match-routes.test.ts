import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalPresence } from "@colyseus/core";
import express from "express";
import { AddressLimit } from "../edge/address-limit.ts";
import { replyWithError } from "../edge/error-replies.ts";
import { Peers } from "../edge/peers.ts";
import type { Identity } from "../identity/identity.ts";
import { openIdentity } from "../identity/open-identity.ts";
import { PresenceSessionEndings } from "../identity/presence-session-endings.ts";
import { viewerOf } from "../identity/sign-in.ts";
import type { MatchId, PlayerId } from "../ids.ts";
import { JournalTrouble } from "../journal/journal-trouble.ts";
import { LocalJournal } from "../journal/local-journal.ts";
import { PostgresLeaderboard } from "../leaderboard/postgres-leaderboard.ts";
import { createLog } from "../lib/log.ts";
import { ratingRoutes } from "../ratings/rating-routes.ts";
import { StoredRatings } from "../ratings/stored-ratings.ts";
import { Pins } from "../replays/pins.ts";
import { onEachDatabase } from "../testing/databases.ts";
import { newPlayers, participant, resultOf } from "../testing/match-results.ts";
import { finishMatch } from "./finish-match.ts";
import { MatchHistory } from "./match-history.ts";
import { matchRoutes } from "./match-routes.ts";
import { MatchStore } from "./match-store.ts";
import type { Matches, StartedMatch } from "./matches.ts";

interface Seen {
  readonly id: string;
  readonly state: string;
  readonly endedAt: string;
  readonly replay?: boolean;
  readonly pinned?: boolean;
  readonly players: readonly { readonly player: string; readonly place: number; readonly bot: boolean; readonly rating: object | null }[];
}

onEachDatabase("the routes of matches", (database) => {
  const live: StartedMatch[] = [];
  const matches: Pick<Matches, "live"> = { live: () => live };
  let identity: Identity;
  let server: Server;
  let journal: LocalJournal;
  let pins: Pins;
  let dir: string;
  let url: string;
  before(async () => {
    const log = createLog("silent");
    const endings = new PresenceSessionEndings(new LocalPresence());
    ({ identity } = openIdentity({ database: database(), secrets: ["s".repeat(40)], data: [], registered: async () => {}, endings, log }));
    const peers = new Peers([]);
    const reads = new AddressLimit({ burst: 1000, perSecond: 1000 });
    const app = express();
    const history = new MatchHistory(database());
    pins = new Pins(database());
    dir = await mkdtemp(join(tmpdir(), "velarium-test-"));
    journal = new LocalJournal(dir, new JournalTrouble(log, () => {}));
    app.use("/api", matchRoutes({ matches, history, journal, pins, viewerOf: (authorization) => viewerOf(identity, authorization), peers, reads }));
    app.use("/api", ratingRoutes({ ratings: new StoredRatings(database()), peers, reads }), replyWithError(log));
    server = createServer(app).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  });
  after(async () => {
    server.close();
    await rm(dir, { recursive: true, force: true });
  });

  async function get(path: string, token?: string) {
    const response = await fetch(url + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
    const body = (await response.json()) as {
      matches: Seen[];
      match: Seen;
      next: string | null;
      ratings: object[];
      player: { records: object[] };
      error: { code: string };
    };
    return { status: response.status, body };
  }

  const newest = async (player: PlayerId): Promise<Seen> => (await get(`/players/${player}/matches`)).body.matches[0] as Seen;
  const finish = (result: Parameters<typeof finishMatch>[1]) => {
    const leaderboard = new PostgresLeaderboard({ database: database(), boards: [] });
    return finishMatch({ store: new MatchStore(database()), ratings: new StoredRatings(database()), leaderboard }, result);
  };

  it("[MR-1] pages through the finished matches newest first, each once, whatever ends meanwhile", async () => {
    const results = Array.from({ length: 25 }, (_, index) =>
      resultOf(newPlayers(2), { game: "paged", endedAt: new Date(1_750_000_000_000 + Math.floor(index / 3)) }),
    );
    for (const result of results) await finish(result);
    const seen: string[] = [];
    let next: string | null = "";
    do {
      const { body } = await get(`/matches?game=paged&limit=7${next ? `&after=${next}` : ""}`);
      seen.push(...body.matches.map(({ id }) => id));
      if (seen.length === 7) await finish(resultOf(newPlayers(2), { game: "paged", endedAt: new Date(1_760_000_000_000) }));
      next = body.next;
    } while (next);
    const expected = results.toSorted((a, b) => b.endedAt.getTime() - a.endedAt.getTime() || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
    assert.deepEqual(new Set(seen), new Set(expected));
    assert.equal(seen.length, expected.length);
    assert.equal((await get("/matches?game=%00")).body.error.code, "request/malformed");
    const { body } = await get("/matches?game=nothing-of-this-name");
    assert.deepEqual(body, { matches: [], next: null });
  });

  it("[MR-2] tells of a match who played, bots among them, what they reached and what it did to their rating", async () => {
    const [one, two] = newPlayers(2) as [PlayerId, PlayerId];
    const bots = [{ name: "Ada", seat: 2, team: 2, place: 3, score: 1 }];
    const result = resultOf([], { participants: [participant(one, 1), participant(two, 2, { seat: 1, left: true })], bots });
    await finish(result);
    const { body } = await get(`/matches/${result.id}`);
    const [first, second, third] = body.match.players;
    assert.deepEqual(body.match.state, "finished");
    assert.deepEqual(first, {
      player: one,
      name: one.slice(2, 6),
      bot: false,
      seat: 0,
      team: 0,
      place: 1,
      score: 9,
      left: false,
      rating: { before: 1500, after: 1662, provisional: true },
    });
    assert.deepEqual([second?.player, second?.place], [two, 2]);
    assert.deepEqual(third, { player: "", name: "Ada", bot: true, seat: 2, team: 2, place: 3, score: 1, left: false, rating: null });
    const own = await get(`/players/${two}/matches`);
    const { replay, ...listed } = body.match;
    assert.deepEqual([own.body.matches, replay], [[listed], false]);
    const { body: rated } = await get(`/players/${one}/ratings`);
    assert.equal(rated.ratings.length, 1);
    const [{ history, ...rating }] = rated.ratings as [{ history: { match: string; value: number; at: string }[] }];
    assert.deepEqual(rating, { game: "hands", mode: "duel", value: 1662, deviation: 290, provisional: true });
    assert.deepEqual(
      history.map(({ match, value }) => ({ match, value })),
      [{ match: result.id, value: 1662 }],
    );
  });

  it("says of a match whether its replay is there, and to who played it whether they keep it", async () => {
    const [{ player, token }, stranger] = [await identity.guest("One"), await identity.guest("Two")];
    const { id } = await finish(resultOf([player.id])).then(() => newest(player.id));
    const told = async (asks?: string) => {
      const { match } = (await get(`/matches/${id}`, asks)).body;
      return [match.replay, match.pinned];
    };
    assert.deepEqual(await told(token), [false, false]);
    const startedAt = Date.now();
    await journal.openBroadcast({ game: "hands", build: "", matchId: id, startedAt, tickHz: 5, patchHz: 5, schema: "00" }).close();
    assert.ok((await pins.pin(player.id, id as MatchId)).ok);
    assert.deepEqual(
      [await told(token), await told(stranger.token), await told()],
      [
        [true, true],
        [true, undefined],
        [true, undefined],
      ],
    );
    await pins.unpin(player.id, id as MatchId);
    assert.deepEqual(await told(token), [true, false]);
  });

  it("[MR-3] shows a private match to those who played it, and to nobody else", async () => {
    const { player, token } = await identity.guest("One");
    const stranger = await identity.guest("Two");
    const result = resultOf([player.id], { ranked: false, game: "secret" });
    await finish(result);
    assert.equal((await get(`/matches/${result.id}`, token)).body.match.id, result.id);
    assert.equal((await get(`/players/${player.id}/matches`, token)).body.matches.length, 1);
    for (const other of [stranger.token, undefined]) {
      assert.deepEqual(
        [(await get(`/matches/${result.id}`, other)).status, (await get(`/players/${player.id}/matches`, other)).body.matches],
        [404, []],
      );
    }
    assert.deepEqual((await get("/matches?game=secret", token)).body.matches, []);
  });

  it("[MR-7] refuses a token that is forged or has ended, where none is asked for too", async () => {
    const { player, token } = await identity.guest("One");
    const result = resultOf([player.id]);
    await finish(result);
    const answers = (each?: string) =>
      Promise.all(
        [`/matches/${result.id}`, "/matches/m_0000000000000000", `/players/${player.id}/matches`].map(async (path) => (await get(path, each)).status),
      );
    assert.deepEqual(
      [await answers(), await answers(token)],
      [
        [200, 404, 200],
        [200, 404, 200],
      ],
    );
    const { session } = (await identity.signedIn(token)) ?? assert.fail();
    await identity.revoke(player.id, session);
    for (const bad of [token, "x.y.z", "", "not one"]) assert.deepEqual(await answers(bad), [401, 401, 401], bad);
    const { status, body } = await get(`/matches/${result.id}`, token);
    assert.deepEqual([status, body.error.code], [401, "identity/token"]);
  });

  it("tells who a player is and what they have reached, of matches that count and everybody may see", async () => {
    const { player } = await identity.guest("Record");
    const [other] = newPlayers(1) as [PlayerId];
    for (const place of [1, 2, 1]) await finish(resultOf(place === 1 ? [player.id, other] : [other, player.id]));
    await finish(resultOf([player.id, other], { counts: false, reason: "fault" }));
    await finish(resultOf([player.id, other], { ranked: false }));
    const { body } = await get(`/players/${player.id}`);
    const { records, ...who } = body.player;
    assert.deepEqual(who, player);
    const [record] = records as [{ bestRating: number }];
    assert.ok(record.bestRating > 1500);
    assert.deepEqual(records, [{ game: "hands", mode: "duel", matches: 3, wins: 2, bestScore: 9, bestRating: record.bestRating }]);
    assert.equal((await get(`/players/${other}`)).status, 404);
    assert.equal((await get("/players/nobody")).status, 404);
  });

  it("[MR-4] lists what is played now with its room, but no private match", async () => {
    const players = () => [{ player: "" as const, name: "Ada", seat: 0, team: 0, score: 3, bot: true }];
    const started = (result: ReturnType<typeof resultOf>) => ({ ...result, roomId: "room", players });
    const [open, hidden] = [resultOf([], { startedAt: new Date() }), resultOf([], { ranked: false })];
    live.push(started(open), started(hidden));
    const { body } = await get("/matches?state=live");
    assert.deepEqual(
      body.matches.map(({ id, state, players }) => ({ id, state, players })),
      [{ id: open.id, state: "live", players: [{ player: "", name: "Ada", bot: true, seat: 0, team: 0, score: 3, watchers: 0 }] }],
    );
    assert.equal((await get(`/matches/${open.id}`)).body.match.state, "live");
    assert.equal((await get(`/matches/${hidden.id}`)).status, 404);
    assert.equal((await get("/matches?state=live&game=other")).body.matches.length, 0);
  });

  it("[MR-6] tells how a match ended to who played it, and to others once it counts as live no more", async () => {
    const { token, player } = await identity.guest("Ada");
    const result = resultOf([player.id, ...newPlayers(1)], { game: "unseen" });
    await finish(result);
    live.push({ ...result, roomId: "r", players: () => [] });
    const states = async () => [
      (await get("/matches?game=unseen")).body.matches.length,
      (await get(`/matches/${result.id}`)).body.match.state,
      (await get(`/players/${player.id}/matches`)).body.matches.length,
      (await get(`/matches/${result.id}`, token)).body.match.state,
      (await get(`/players/${player.id}/matches`, token)).body.matches.length,
    ];
    assert.deepEqual(await states(), [0, "live", 0, "finished", 1]);
    live.pop();
    assert.deepEqual(await states(), [1, "finished", 1, "finished", 1]);
  });

  it("[MR-5] refuses a query that makes no sense with a code, and knows no player or match that is none", async () => {
    for (const query of ["state=dead", "limit=0", "limit=1.5", "limit=1e9", "after=%27%3B--", "after=MTIz", "game=a&game=b"]) {
      const { status, body } = await get(`/matches?${query}`);
      assert.deepEqual([status, body.error?.code], [400, "request/malformed"], query);
    }
    for (const id of ["m_0000000000000000", "'; drop table matches; --", "..%2f..", "%00"])
      assert.equal((await get(`/matches/${id}`)).body.error.code, "match/unknown");
    assert.deepEqual((await get("/players/nobody'--/matches")).body, { matches: [], next: null });
    assert.deepEqual((await get("/players/p_0000000000000000/ratings")).body, { ratings: [] });
  });
});
