import assert from "node:assert/strict";
import { once } from "node:events";
import { matchMaker, Protocol } from "@colyseus/core";
import { WebSocket } from "ws";
import { CloseCodes } from "../room/close-codes.ts";
import { hostedGame, quickHands } from "../testing/hosted.ts";
import { quickPlay, settled } from "../testing/joined.ts";
import { StateLog } from "../testing/state-log.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { ThinWatcher } from "../testing/thin-watcher.ts";
import { until } from "../testing/until.ts";
import { lateHands, WATCHED_GAMES, type Watched, watch } from "../testing/watching.ts";
import { MAX_REWOUND } from "./places.ts";

const PRIVATE_TO_A_SEAT = ["hand"];

describe("watching a match", () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer([...WATCHED_GAMES, hostedGame(quickHands("quick-hands"))]);
  });
  after(() => server.stop());

  async function play(game: string, options: object = { fill: 2 }) {
    const player = await quickPlay(await server.guest(), game, options);
    await until("the match runs", () => player.state.phase === "playing");
    return player;
  }
  const seen = (watcher: Watched) => watcher.state?.tick ?? 0;
  const request = (watcher: Watched, type: string, payload?: unknown) => watcher.request(type, payload) as Promise<{ ok: true; tick: number }>;
  const refusal = async (work: Promise<unknown>) => work.then(() => "let in").catch((error) => error.reason?.code ?? error.message);

  it("shows a stock client the states that a player has, also to who comes late", async () => {
    const player = await play("hands");
    const own = new StateLog(player, PRIVATE_TO_A_SEAT);
    const first = await watch(await server.guest(), player.state.matchId);
    const theirs = [new StateLog(first, PRIVATE_TO_A_SEAT)];
    await until("ticks are seen", () => seen(first) > 12);
    const late = await watch(await server.guest(), player.state.matchId);
    theirs.push(new StateLog(late, PRIVATE_TO_A_SEAT));
    assert.equal(late.roomId, first.roomId, "one room for all who wait for the same");
    await until("both have seen many", () => theirs.every(({ byTick }) => byTick.size > 20), 10_000);
    for (const log of theirs) {
      const { compared, different } = own.compare(log);
      assert.ok(compared >= 20);
      assert.deepEqual(different, []);
    }
    await Promise.all([first.leave(), late.leave(), player.leave()]);
  });

  it("ends with the session of who watches, and lets nobody in who was signed out on the way", async () => {
    const player = await play("hands");
    const { accounts, identity } = server.services;
    const signedIn = await accounts.register({ name: "Looks on", password: "correct horse battery", device: "phone" }, undefined);
    const phone = server.device({ ...(await server.guest()), ...signedIn });
    const who = (await identity.signedIn(phone.token)) ?? assert.fail("nobody");
    const { matchId } = player.state;
    const [watcher, other] = [await watch(phone, matchId), await watch(await server.guest(), matchId)];
    const closed = new Promise<number>((resolve) => watcher.onLeave(resolve));
    const reservation = await fetch(`${server.url}/matchmake/joinOrCreate/spectate`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${phone.token}` },
      body: JSON.stringify({ matchId }),
    });
    const { processId, roomId, sessionId } = (await reservation.json()) as { processId: string; roomId: string; sessionId: string };
    assert.equal(roomId, watcher.roomId);
    await identity.revoke(who.player.id, who.session);
    assert.equal(await closed, CloseCodes.signedOut);
    await once(new WebSocket(`ws://127.0.0.1:${server.port}/${processId}/${roomId}?sessionId=${sessionId}`), "close");
    assert.deepEqual(
      Array.from(server.room(other).clients, (client) => client.sessionId),
      [other.sessionId],
    );
    await Promise.all([other.leave(), player.leave()]);
  });

  it("shows nothing sooner than the game's delay, and what is asked for on top of it", async () => {
    const player = await play("late-hands");
    const own = new StateLog(player);
    const watchers = await Promise.all([0, 1000].map(async (delayMs) => watch(await server.guest(), player.state.matchId, { delayMs })));
    const logs = watchers.map((watcher) => new StateLog(watcher));
    assert.notEqual(watchers[0]?.roomId, watchers[1]?.roomId);
    await until("both see it", () => logs.every(({ byTick }) => byTick.size > 10), 12_000);
    for (const [index, { atMs }] of logs.entries()) {
      const waited = [...atMs].filter(([tick]) => own.atMs.has(tick)).map(([tick, at]) => at - (own.atMs.get(tick) ?? 0));
      assert.ok(waited.length > 5);
      // The player's own state takes some ms to arrive, so that a difference may be that much less than the delay.
      const least = Math.min(...waited);
      const delayMs = lateHands.spectatorDelayMs + index * 1000;
      assert.ok(least > delayMs - 40 && least < delayMs + 500, `${least} ms for a delay of ${delayMs} ms`);
    }
    await Promise.all([...watchers.map((watcher) => watcher.leave()), player.leave()]);
  });

  it("goes back while the match runs, plays from there at its own pace, stays, follows and comes back to now", async () => {
    const player = await play("hands");
    const own = new StateLog(player, PRIVATE_TO_A_SEAT);
    const watcher = await watch(await server.guest(), player.state.matchId);
    await until("a while has passed", () => seen(watcher) > 26, 10_000);
    const log = new StateLog(watcher, PRIVATE_TO_A_SEAT);

    const { tick } = await request(watcher, "watch.seek", { tick: 5 });
    assert.equal(tick, 5);
    await until("it is there", () => seen(watcher) === 5);
    await until("it plays on", () => seen(watcher) === 8);
    assert.ok(player.state.tick - seen(watcher) > 15, "at the pace of the match");

    const paused = await request(watcher, "watch.pause");
    const at = player.state.tick;
    await until("the match goes on", () => player.state.tick > at + 5);
    assert.ok(seen(watcher) <= paused.tick + 1);

    assert.deepEqual(await request(watcher, "watch.follow", { seat: 1 }), { ok: true, tick: paused.tick });
    const live = await request(watcher, "watch.live");
    assert.ok(live.tick > at);
    await until("it is live", () => player.state.tick - seen(watcher) <= 2);
    await until("many are compared", () => own.compare(log).compared > 6);
    assert.deepEqual(own.compare(log).different, []);

    const ahead = await request(watcher, "watch.seek", { tick: 1_000_000 });
    assert.ok(ahead.tick <= player.state.tick, "nothing is ahead of now");
    await Promise.all([watcher.leave(), player.leave()]);
  });

  it("begins at any tick that is asked for", async () => {
    const player = await play("hands");
    const live = await watch(await server.guest(), player.state.matchId);
    await until("a while has passed", () => seen(live) > 15, 10_000);
    const watcher = await watch(await server.guest(), player.state.matchId, { fromTick: 3 });
    const log = new StateLog(watcher);
    await until("it plays on", () => seen(watcher) > 6);
    assert.equal(Math.min(...log.byTick.keys()), 3);
    await Promise.all([live.leave(), watcher.leave(), player.leave()]);
  });

  it("tells the end, lets it be looked at and closes; afterwards the match is watched from its beginning", async () => {
    const player = await play("hands", { fill: 2, level: "hard" });
    const { matchId } = player.state;
    const watcher = await watch(await server.guest(), matchId);
    const ended: unknown[] = [];
    let closed = 0;
    watcher.onMessage("watch.ended", (message) => ended.push(message));
    watcher.onLeave((code) => {
      closed = code;
    });
    await until("the end is told", () => ended.length > 0, 60_000);
    await player.leave();
    assert.deepEqual(ended, [{ matchId }]);
    assert.equal(watcher.state.phase, "finished");
    assert.equal(closed, 0);
    await until("the room closes", () => closed !== 0);
    assert.equal(closed, 4104);

    const again = await watch(await server.guest(), matchId);
    const log = new StateLog(again);
    await until("it plays", () => seen(again) > 3);
    assert.equal(Math.min(...log.byTick.keys()), 1);
    const last = await request(again, "watch.seek", { tick: 1_000_000 });
    assert.equal(last.tick, watcher.state.tick);
    await again.leave();
  }).timeout(90_000);

  it("gives everybody who comes when it is over a place of their own, in more rooms than one", async () => {
    const player = await play("quick-hands");
    const { matchId } = player.state;
    await until("it is over", () => player.state.phase === "finished", 20_000);
    await player.leave();
    const { token } = await server.guest();
    const many = MAX_REWOUND + 5;
    const heard = Array.from({ length: many }, () => ({ states: 0, ended: false }));
    for (const one of heard)
      await ThinWatcher.join({
        url: server.url,
        token,
        options: { matchId },
        frame(bytes) {
          if (bytes[0] === Protocol.ROOM_STATE || bytes[0] === Protocol.ROOM_STATE_PATCH) one.states++;
          if (bytes.includes("watch.ended") && one.states < 5) one.ended = true;
        },
      });
    await until("all see it from its beginning", () => heard.every(({ states }) => states > 5), 20_000);
    assert.equal(heard.filter(({ ended }) => ended).length, 0);
    const rooms = await matchMaker.query({ name: "spectate" });
    assert.deepEqual(
      rooms.map(({ clients }) => clients).filter((clients) => clients > 0),
      [MAX_REWOUND, 5],
    );
  }).timeout(120_000);

  it("shows a private match to those who play it and to who has its code, to nobody else", async () => {
    const host = await server.guest();
    const player = await settled(await host.client.create("hands", { private: true, fill: 2 }));
    await until("the match runs", () => player.state.phase === "playing");
    const { matchId, code } = player.state;
    assert.equal(await refusal(watch(await server.guest(), matchId)), "There is no such match to watch.");
    assert.equal(
      await refusal(watch(await server.guest(), matchId, { code: code === "AAAAA" ? "BBBBB" : "AAAAA" })),
      "There is no such match to watch.",
    );
    const friend = await watch(await server.guest(), matchId, { code });
    await until("a friend sees it", () => seen(friend) > 0);
    assert.equal(await refusal((await server.guest()).client.joinById(friend.roomId, { matchId })), "There is no such match to watch.");
    const other = await play("hands");
    const stranger = (await server.guest()).client.joinById(friend.roomId, { matchId: other.state.matchId });
    assert.notEqual(await refusal(stranger), "let in", "the code of one match opens no other");
    const themselves = await watch(server.device(host), matchId);
    await until("a player sees it", () => seen(themselves) > 0);
    await Promise.all([friend.leave(), themselves.leave(), player.leave(), other.leave()]);
  });

  it("changes nothing, whatever a watcher sends, and cuts off who floods", async () => {
    const player = await play("hands");
    const watcher = await watch(await server.guest(), player.state.matchId);
    await until("it is seen", () => seen(watcher) > 0);
    for (const type of ["rematch.vote", "seat.leave", "nonsense", "__proto__"]) watcher.send(type, { x: 1 });
    for (const payload of [undefined, 7, { tick: -1 }, { tick: "now" }, { tick: 1e300 }]) {
      const answer = await watcher.request("watch.seek", payload).catch((error) => error.reason?.code);
      assert.equal(answer, "match/options");
    }
    assert.equal(await watcher.request("watch.follow", { seat: "all" }).catch((error) => error.reason?.code), "match/options");
    const before = seen(watcher);
    await until("it is still shown", () => seen(watcher) > before);

    let closed = 0;
    watcher.onLeave((code) => {
      closed = code;
    });
    const socket = watcher.connection as unknown as { send(bytes: Uint8Array): void };
    for (let i = 0; i < 3; i++) socket.send(Uint8Array.of(Protocol.ROOM_INPUT_RELIABLE, 0x80, 5));
    await until("who goes on with inputs is cut off", () => closed === 4002);
    const at = player.state.tick;
    await until("the match goes on", () => player.state.tick > at + 2);
    await player.leave();
  });

  it("refuses options that make no sense, matches that are not there, and strangers", async () => {
    const guest = await server.guest();
    for (const options of [
      {},
      { matchId: "x" },
      { matchId: 7 },
      { matchId: "m_0123456789abcdef", delayMs: -5 },
      { matchId: "m_0123456789abcdef", extra: 1 },
    ])
      assert.match(await refusal(guest.client.joinOrCreate("spectate", options)), /must|nrecognized/);
    assert.equal(await refusal(watch(guest, "m_0123456789abcdef")), "There is no such match to watch.");
    const reply = await fetch(`${server.url}/matchmake/joinOrCreate/spectate`, { method: "POST", body: "{}" });
    assert.equal(reply.status, 401);
  });

  it("counts those who watch, and whom they follow, in lists, details and metrics", async () => {
    const player = await play("hands");
    const { matchId } = player.state;
    const watchers = await Promise.all([1, 2, 3].map(async () => watch(await server.guest(), matchId)));
    for (const watcher of watchers) await until("it is seen", () => seen(watcher) > 0);
    await request(watchers[0] as Watched, "watch.follow", { seat: 1 });
    const details = async () => {
      const { match } = (await (await fetch(`${server.url}/api/matches/${matchId}`)).json()) as {
        match: { watchers: number; players: { seat: number; watchers: number }[] };
      };
      return [match.watchers, match.players.find(({ seat }) => seat === 1)?.watchers];
    };
    await until("three are counted, one of them follows", async () => (await details()).join() === "3,1");
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    assert.ok(Number(/^velarium_watchers (\d+)$/m.exec(metrics)?.[1]) >= 3);
    assert.ok(Number(/^velarium_watch_frames_total (\d+)$/m.exec(metrics)?.[1]) > 0);
    const { matches } = (await (await fetch(`${server.url}/api/matches?state=live`)).json()) as { matches: { id: string; watchers: number }[] };
    assert.equal(matches.find(({ id }) => id === matchId)?.watchers, 3);
    await Promise.all(watchers.map((watcher) => watcher.leave()));
    await until("nobody is left", async () => (await details()).join() === "0,0");
    await player.leave();
  });
});
