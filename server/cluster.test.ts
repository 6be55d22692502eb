import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { startCluster, type TestCluster } from "./testing/cluster.ts";
import { joinById, own, quickPlay, settled } from "./testing/joined.ts";
import { until } from "./testing/until.ts";

describe("two processes that are joined by Redis", function () {
  this.timeout(60_000);
  let cluster: TestCluster;
  before(async () => {
    cluster = await startCluster(2);
  });
  after(() => cluster?.dispose());

  const read = async <T>(index: number, path: string, token?: string): Promise<T> =>
    (await (await fetch(cluster.urls[index] + path, token ? { headers: { authorization: `Bearer ${token}` } } : {})).json()) as T;
  /** As soon as the spectators' delay is over. */
  const bytesOf = (index: number, path: string): Promise<Buffer> =>
    until(`${path} is there`, async () => {
      const answer = await fetch(cluster.urls[index] + path);
      const bytes = Buffer.from(await answer.arrayBuffer());
      return answer.ok ? bytes : undefined;
    });
  /** The address that a room's socket is connected to. */
  const hostOf = (room: unknown) => new URL((room as { connection: { transport: { ws: { url: string } } } }).connection.transport.ws.url).host;

  it("let players who ask different ones play in one room, each straight with the one that has it", async () => {
    const [one, two] = [await cluster.guest(0), await cluster.guest(1)];
    const room = await settled(await one.client.create("arena", { fill: 0 }));
    const other = await joinById(two, room.roomId);
    assert.deepEqual(
      [hostOf(room), hostOf(other)],
      [0, 0].map((index) => new URL(cluster.urls[index] ?? "").host),
    );
    await until("each sees the other", () => own(room, two) && own(other, one));
    const { tick } = other.state;
    await until("the match goes on for both", () => other.state.tick > tick + 30);
    await Promise.all([room.leave(), other.leave()]);
  });

  it("bring people together who ask for quick play at the same time, whichever they ask", async () => {
    const people = await Promise.all(Array.from({ length: 8 }, (_, i) => cluster.guest(i % 2)));
    const rooms = await Promise.all(people.map((who) => quickPlay(who, "arena", { minutes: 5, fill: 0 })));
    assert.equal(new Set(rooms.map(({ roomId }) => roomId)).size, 1);
    const counted = await until("all are counted by both", async () => {
      const [a, b] = await Promise.all([0, 1].map((index) => read<{ players: number }>(index, "/api/now")));
      return a?.players === 8 && b?.players === 8;
    });
    assert.ok(counted);
    await Promise.all(rooms.map((room) => room.leave()));
  });

  it("list the matches of both, and let the pages of each connect to the other", async () => {
    const room = await quickPlay(await cluster.guest(0), "arena");
    const live = await until("the other lists it", async () =>
      (await read<{ matches: { id: string; roomId: string; players: object[] }[] }>(1, "/api/matches?state=live")).matches.find(
        ({ id }) => id === room.state.matchId,
      ),
    );
    assert.equal(live.roomId, room.roomId);
    assert.ok(live.players.length >= 2);
    const [first, second] = cluster.urls;
    const page = await fetch(`${second}/`, { headers: { origin: String(first) } });
    assert.ok(page.headers.get("content-security-policy")?.includes(`ws://${new URL(String(first)).host} `));
    assert.equal(page.headers.get("access-control-allow-origin"), first);
    await room.leave();
  });

  it("find a private match by its code, and the seat that a player holds", async () => {
    const [one, two] = [await cluster.guest(0), await cluster.guest(1)];
    const room = await settled(await one.client.create("arena", { private: true, fill: 0 }));
    const { code } = room.state;
    const invite = await read<{ game: string; roomId: string }>(1, `/api/invites/${code}`);
    assert.deepEqual([invite.game, invite.roomId], ["arena", room.roomId]);
    const other = await joinById(two, invite.roomId);
    const seat = await until("the seat is held", async () => (await read<{ match: { roomId: string } | null }>(0, "/api/me", two.token)).match);
    assert.equal(seat.roomId, room.roomId);
    await Promise.all([room.leave(), other.leave()]);
  });

  it("take a player back whose connection to the other one dropped", async () => {
    const who = await cluster.guest(1);
    const held = await settled(await (await cluster.guest(0)).client.create("arena", { fill: 0 }));
    const room = await joinById(who, held.roomId);
    const back = new Promise<void>((resolve) => room.onReconnect.once(() => resolve()));
    // "Try again": as after a line that broke.
    room.connection.close(4010);
    await back;
    const { tick } = room.state;
    await until("patches come again", () => room.state.tick > tick + 10);
    const again = await quickPlay(cluster.at(1, who), "arena");
    assert.equal(again.roomId, held.roomId, "quick play leads back to the seat");
    await Promise.all([again.leave(), held.leave()]);
  });

  it("show what was played on one in the history of the other, with its record and its broadcast", async () => {
    const who = await cluster.guest(0);
    const room = await quickPlay(who, "arena", { scoreLimit: 2, minutes: 1, level: "hard", fill: 8 });
    const { matchId } = room.state;
    const journalOf = async (index: number) =>
      (await read<{ journal?: { state: string; segments: unknown[]; delayMs: number } }>(index, `/api/matches/${matchId}/journal`)).journal;
    const live = await until("the other can watch it while it runs", () => journalOf(1));
    assert.equal(live.state, "live");
    await until("the match is over", () => room.state.phase === "finished", 40_000);
    await room.leave();
    const { match } = await until("the other knows it", async () => {
      const answer = await read<{ match?: { state: string; players: { player: string }[] } }>(1, `/api/matches/${matchId}`);
      return answer.match?.state === "finished" ? { match: answer.match } : undefined;
    });
    assert.ok(match.players.some(({ player }) => player === who.player.id));
    const whole = await until(
      "its broadcast is over there",
      async () => {
        const journal = await journalOf(1);
        return journal?.state !== "live" ? journal : undefined;
      },
      20_000,
    );
    assert.equal(whole.state, "whole");
    assert.ok(whole.segments.length > 1);
    await until("it is on the disk of the first no more", () => !existsSync(join(cluster.nodes[0]?.dataDir ?? "", "journal", matchId)));
    for (const path of ["/journal/segments/0", `/journal/segments/${whole.segments.length - 1}`, "/record"]) {
      const [a, b] = await Promise.all([0, 1].map((index) => bytesOf(index, `/api/matches/${matchId}${path}`)));
      assert.ok(a && b && a.length > 0 && a.equals(b), path);
    }
  });

  it("play on without Redis, say 503 to who looks for a match, and find matches again when Redis is back with nothing in it", async () => {
    const [one, two] = [await cluster.guest(0), await cluster.guest(1)];
    const room = await settled(await one.client.create("arena", { fill: 0, minutes: 10 }));
    const other = await joinById(two, room.roomId);
    let drops = 0;
    for (const each of [room, other]) each.onDrop(() => drops++);
    await cluster.redis.kill();
    const ask = (index: number, token: string) =>
      fetch(`${cluster.urls[index]}/matchmake/joinOrCreate/arena`, { method: "POST", headers: { authorization: `Bearer ${token}` } });
    const { token } = await cluster.guest(1);
    const refusedAtMs = performance.now();
    for (const index of [0, 1]) {
      const refused = await ask(index, token);
      assert.deepEqual([refused.status, refused.headers.get("retry-after")], [503, "2"]);
      assert.equal(((await refused.json()) as { error: { code: string } }).error.code, "server/redis");
    }
    assert.ok(performance.now() - refusedAtMs < 2000);
    const ready = await fetch(`${cluster.urls[0]}/readyz`);
    assert.deepEqual([ready.status, await ready.json()], [200, { ready: true, database: "there", redis: "away" }]);
    const [{ tick }, from] = [room.state, performance.now()];
    const played = () => performance.now() - from > 5000 && Math.min(room.state.tick, other.state.tick) > tick + 100;
    await until("five seconds are played without Redis", played, 30_000);
    await cluster.redis.start();
    const third = await until("both ways lead to the room again", () =>
      cluster
        .at(1, { ...two, token })
        .client.joinById(room.roomId)
        .catch(() => undefined),
    );
    const seat = await until(
      "its seats are known again",
      async () => (await read<{ match: { roomId: string } | null }>(1, "/api/me", two.token)).match,
      12_000,
    );
    assert.equal(seat.roomId, room.roomId);
    assert.equal((await ask(0, (await cluster.guest(0)).token)).status, 200);
    assert.equal(drops, 0);
    assert.deepEqual(
      cluster.nodes.map((node) => node.child.exitCode),
      [null, null],
    );
    for (const node of cluster.nodes) assert.doesNotMatch(node.stderr(), /unhandled rejection|uncaught exception/);
    await Promise.all([room.leave(), other.leave(), third.leave()]);
  });
});
