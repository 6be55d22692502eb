import assert from "node:assert/strict";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { AddressLimit } from "../edge/address-limit.ts";
import { notFound, replyWithError } from "../edge/error-replies.ts";
import { Peers } from "../edge/peers.ts";
import { AppError } from "../errors.ts";
import type { PlayerId } from "../ids.ts";
import { createLog } from "../lib/log.ts";
import { onEachDatabase } from "../testing/databases.ts";
import type { Board, Standing } from "./leaderboard.ts";
import { leaderboardRoutes } from "./leaderboard-routes.ts";
import { PostgresLeaderboard } from "./postgres-leaderboard.ts";

interface Reply {
  readonly standings: readonly Standing[];
  readonly next: string | null;
  readonly season: string;
  readonly seasons: readonly string[];
  readonly board: object;
  readonly error: { readonly code: string; readonly message: string };
}

const BOARD: Board = { id: "hands-wins", title: "Wins", game: "hands", rule: "sum", season: "week", guests: true };
const NOW = new Date(Date.UTC(2026, 10, 18));
const FRIENDS: Readonly<Record<string, readonly string[]>> = { p_25: ["p_3", "p_nobody"] };

onEachDatabase("the routes of leaderboards", (database) => {
  let http: Server;
  before(async () => {
    const players = Array.from({ length: 30 }, (_, i) => ({ id: `p_${i + 1}`, name: `Player ${i + 1}`, name_key: `player${i + 1}`, guest: i === 0 }));
    await database().insertInto("players").values(players).execute();
    const leaderboard = new PostgresLeaderboard({ database: database(), boards: [BOARD], nowMs: () => NOW.getTime() });
    await leaderboard.submit(
      BOARD.id,
      players.map(({ id }, i) => ({ source: "m_1", player: id as PlayerId, value: 30 - i, at: NOW })),
    );
    const signedIn = async (authorization = "") => {
      const id = /^Bearer (p_\d+)$/.exec(authorization)?.[1];
      if (!id) throw new AppError("identity/token", "Sign in first.");
      return { player: { id: id as PlayerId, name: id, guest: false } };
    };
    const routes = leaderboardRoutes({
      leaderboard,
      peers: new Peers([]),
      reads: new AddressLimit({ burst: 60, perSecond: 0.001 }),
      signedIn,
      viewerOf: async (authorization) => (authorization === undefined ? undefined : (await signedIn(authorization)).player),
      friendsOf: async (player) => (FRIENDS[player] ?? []) as readonly PlayerId[],
    });
    http = express()
      .use("/api", routes, notFound, replyWithError(createLog("silent")))
      .listen(0, "127.0.0.1");
    await new Promise((resolve) => http.once("listening", resolve));
  });
  after(() => http.close());

  const get = async (query: string, player?: string) => {
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/leaderboards/${query}`;
    const response = await fetch(url, player ? { headers: { authorization: `Bearer ${player}` } } : {});
    return { status: response.status, headers: response.headers, body: (await response.json()) as Reply };
  };

  it("give the top of the running season to anyone", async () => {
    const { status, body } = await get("hands-wins");
    assert.equal(status, 200);
    assert.equal(body.standings.length, 20);
    assert.deepEqual(body.standings[0], { rank: 1, player: "p_1", name: "Player 1", guest: true, value: 30 });
    assert.deepEqual([body.season, body.seasons], ["2026-W47", ["2026-W47"]]);
    assert.deepEqual(body.board, { id: "hands-wins", title: "Wins", game: "hands", rule: "sum", guests: true, season: "week" });
  });

  it("give every standing once, page after page", async () => {
    const ranks: number[] = [];
    let next: string | null = "";
    for (let pages = 0; next !== null && pages < 10; pages++) {
      const { body } = await get(`hands-wins?limit=7${next && `&after=${encodeURIComponent(next)}`}`);
      ranks.push(...body.standings.map(({ rank }) => rank));
      next = body.next;
    }
    assert.deepEqual(
      ranks,
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
  });

  it("give a player those around and their friends, to them alone", async () => {
    const ranks = async (query: string, player?: string) => (await get(`hands-wins?${query}`, player)).body.standings.map(({ rank }) => rank);
    assert.deepEqual(await ranks("scope=around&limit=3", "p_25"), [24, 25, 26]);
    assert.deepEqual(await ranks("scope=friends", "p_25"), [3, 25]);
    assert.deepEqual(await ranks("scope=friends", "p_9"), [9]);
    assert.deepEqual(await ranks("scope=around", "p_99"), []);
    for (const scope of ["around", "friends"]) {
      const { status, body } = await get(`hands-wins?scope=${scope}`);
      assert.deepEqual([status, body.error.code], [401, "identity/token"]);
    }
  });

  it("give nothing to a token that is not good, the top neither", async () => {
    const { status, body } = await get("hands-wins", "forged");
    assert.deepEqual([status, body.error.code], [401, "identity/token"]);
    assert.equal((await get("hands-wins", "p_25")).status, 200);
  });

  it("give an empty page of a season that nobody played in", async () => {
    const { status, body } = await get("hands-wins?season=2020-W01");
    assert.deepEqual([status, body.standings, body.next, body.season], [200, [], null, "2020-W01"]);
  });

  it("refuse a board that is not there, and say so", async () => {
    for (const board of ["nowhere", "__proto__", "%00", "hands-wins'--", "x".repeat(5000)]) {
      const { status, body } = await get(board);
      assert.deepEqual([status, body.error.code], [404, "leaderboard/unknown"], board);
    }
  });

  for (const query of [
    ..."scope=all scope= scope[]=top scope=top&scope=top limit=0 limit=101 limit=-1 limit=1e2 limit=5.5 limit= limit[]=5 limit=NaN".split(" "),
    ..."season=2026-W60 season=week season[$gt]= season=%27or%201=1 after=x after= after=1~2 after=1~2~3~4 after=1e999~1~1 after[]=1~1~1".split(" "),
    ..."after=NaN~1~1 after=1~-1~1 after=1~1~99999999999 scope=friends&after=1~1~1".split(" "),
  ]) {
    it(`refuse ?${query} with a sentence`, async () => {
      const { status, body } = await get(`hands-wins?${query}`, "p_1");
      assert.deepEqual([status, body.error.code], [400, "leaderboard/query"]);
      assert.match(body.error.message, /\.$/);
    });
  }

  it("refuse an address that asks too often", async () => {
    for (let i = 0; i < 60; i++) {
      const { status, headers } = await get("nowhere");
      if (status !== 429) continue;
      assert.ok(Number(headers.get("retry-after")) > 0);
      return;
    }
    assert.fail("60 requests passed");
  });
});
