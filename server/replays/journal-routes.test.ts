import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { Reflection } from "@colyseus/schema";
import { type BroadcastIndex, readFrames } from "../../rooms/lib/broadcast.ts";
import { readReplayFile } from "../../rooms/lib/replay-file.ts";
import { quickPlay, settled } from "../testing/joined.ts";
import { StateLog } from "../testing/state-log.ts";
import { startTestServer, type TestPlayer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import { lateHands, WATCHED_GAMES } from "../testing/watching.ts";
import type { Broadcast } from "./broadcast.ts";
import { WatchRule } from "./watch-rule.ts";

type Listing = BroadcastIndex & { readonly delayMs: number };

describe("the journal over HTTP", () => {
  let server: TestServer;
  let player: TestPlayer;
  before(async () => {
    server = await startTestServer(WATCHED_GAMES);
    player = await server.guest();
  });
  after(() => server.stop());

  async function get(path: string, token?: string) {
    const response = await fetch(`${server.url}/api/matches/${path}`, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    const body = (isJson ? JSON.parse(Buffer.from(bytes).toString()) : {}) as { journal: Listing; error?: { code: string } };
    return { status: response.status, headers: response.headers, bytes, code: body.error?.code, journal: body.journal };
  }
  async function play(game: string, options: object = {}) {
    const match = await quickPlay(player, game, { fill: 2, level: "hard", ...options });
    await until("the match runs", () => match.state.phase === "playing");
    return match;
  }
  const listing = async (id: string) => (await get(`${id}/journal`)).journal;

  it("lists the segments of a match that runs, each of which stands alone and never changes", async () => {
    const match = await play("hands");
    const log = new StateLog(match, ["hand"]);
    const { matchId } = match.state;
    const { segments, head, state } = await until(
      "three are sealed",
      async () => {
        const now = await listing(matchId);
        return now?.segments.length >= 3 ? now : undefined;
      },
      15_000,
    );
    assert.equal(state, "live");
    assert.deepEqual([head.game, head.matchId, segments.map(({ n }) => n).slice(0, 3)], ["hands", matchId, [0, 1, 2]]);
    let compared = 0;
    for (const { n, firstTick, lastTick, rawBytes, bytes } of segments) {
      const { status, headers, bytes: sealed } = await get(`${matchId}/journal/segments/${n}`);
      assert.deepEqual([status, sealed.length, headers.get("content-encoding")], [200, bytes, null]);
      assert.equal(headers.get("content-type"), "application/gzip");
      assert.equal(headers.get("cache-control"), "public, max-age=31536000, immutable");
      const raw = gunzipSync(sealed);
      assert.equal(raw.length, rawBytes);
      const frames = [...readFrames(raw)];
      assert.deepEqual([frames[0]?.kind, frames[0]?.tick, frames.at(-1)?.tick], ["state", firstTick, lastTick]);
      const decoder = Reflection.decode(Buffer.from(head.schema, "hex"));
      for (const frame of frames) {
        if (frame.kind !== "state" && frame.kind !== "patch") continue;
        decoder.decode(frame.bytes);
        const seen = JSON.parse(log.byTick.get(frame.tick) ?? "{}") as { clock?: number };
        if (seen.clock === undefined) continue;
        assert.equal((decoder.state as unknown as { clock: number }).clock, seen.clock);
        compared++;
      }
    }
    assert.ok(compared > 15);
    const { bytes: state5, headers } = await get(`${matchId}/journal/keyframes/${segments[1]?.firstTick}`);
    const [keyframe] = [...readFrames(state5)];
    assert.deepEqual([keyframe?.kind, keyframe?.tick], ["state", segments[1]?.firstTick]);
    assert.match(headers.get("cache-control") ?? "", /immutable/);
    await match.leave();
  });

  it("gives nothing that is younger than the game's delay, however fast it is asked", async () => {
    const match = await play("late-hands");
    const { matchId } = match.state;
    const at = new Map<number, number>();
    match.onStateChange((state) => at.has(state.tick) || at.set(state.tick, performance.now()));
    let refused = 0;
    const first = new Map<number, { ms: number; lastTick: number }>();
    for (const untilMs = performance.now() + 9000; performance.now() < untilMs; ) {
      const n = first.size;
      const { status, code, bytes } = await get(`${matchId}/journal/segments/${n}`);
      if (status === 200) first.set(n, { ms: performance.now(), lastTick: [...readFrames(gunzipSync(bytes))].at(-1)?.tick ?? 0 });
      else if (status === 404) {
        assert.equal(code, "journal/too-young");
        refused++;
      }
      const { segments } = await listing(matchId);
      const newest = segments?.at(-1);
      const newestAt = newest && at.get(newest.lastTick);
      if (newestAt) assert.ok(performance.now() - newestAt > lateHands.spectatorDelayMs - 40, "the list is as late as the segments");
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    assert.ok(refused > 5, "it was asked too early often enough");
    const waits = [...first.values()].flatMap(({ ms, lastTick }) => (at.has(lastTick) ? [ms - (at.get(lastTick) ?? 0)] : []));
    assert.ok(waits.length >= 2, "segments were served at last");
    for (const wait of waits) assert.ok(wait > lateHands.spectatorDelayMs - 40, `${wait} ms`);
    assert.equal((await get(`${matchId}/record`)).code, "match/live");
    await match.leave();
  }).timeout(30_000);

  it("gives the record once the match is over, not before", async () => {
    const match = await play("hands");
    const { matchId } = match.state;
    assert.equal((await get(`${matchId}/record`)).code, "match/live");
    assert.equal((await get(`${matchId}/journal/file`)).code, "match/live");
    await until("it is over", () => match.state.phase === "finished", 60_000);
    const { bytes, headers } = await until("the record is there", async () => {
      const answer = await get(`${matchId}/record`);
      return answer.status === 200 ? answer : undefined;
    });
    assert.ok(bytes.length > 100);
    assert.match(headers.get("content-disposition") ?? "", new RegExp(matchId));
    const { state, segments } = await listing(matchId);
    assert.equal(state, "whole");
    assert.equal((await get(`${matchId}/journal/segments/${segments.length}`)).code, "journal/unknown");
    const file = readReplayFile((await get(`${matchId}/journal/file`)).bytes);
    assert.ok(file.ok);
    assert.deepEqual(file.file.index.segments, segments);
    assert.deepEqual(file.file.segment(1), (await get(`${matchId}/journal/segments/1`)).bytes);

    const put = (method: string, token: string) =>
      fetch(`${server.url}/api/matches/${matchId}/pin`, { method, headers: { authorization: `Bearer ${token}` } });
    await until("the result is stored", async () => (await put("PUT", player.token)).status === 204);
    assert.equal((await put("PUT", player.token)).status, 204, "repeating it changes nothing");
    assert.ok((await server.services.pins.pinned()).has(matchId));
    assert.equal((await put("PUT", (await server.guest()).token)).status, 404, "who did not play it");
    const exported = (await (await fetch(`${server.url}/api/me/export`, { headers: { authorization: `Bearer ${player.token}` } })).json()) as {
      pins: { match: string }[];
    };
    assert.deepEqual(
      exported.pins.map(({ match }) => match),
      [matchId],
    );
    assert.equal((await put("DELETE", player.token)).status, 204);
    assert.ok(!(await server.services.pins.pinned()).has(matchId));
    await match.leave();
  }).timeout(90_000);

  it("shows a private match to nobody who neither plays it nor has its code", async () => {
    const match = await settled(await player.client.create("hands", { private: true, fill: 2 }));
    await until("the match runs", () => match.state.phase === "playing");
    const { matchId, code } = match.state;
    for (const path of ["journal", "journal/segments/0", "journal/keyframes/0", "journal/tail", "journal/file", "record"]) {
      assert.equal((await get(`${matchId}/${path}`)).code, "match/unknown", path);
      assert.equal((await get(`${matchId}/${path}`, (await server.guest()).token)).code, "match/unknown", path);
    }
    assert.equal((await get(`${matchId}/journal`, "x.y.z")).code, "identity/token", "who says who they are has to be it");
    assert.equal((await get(`${matchId}/journal/tail?code=${code}`)).code, "match/unknown", "servers relay public matches alone");
    assert.equal((await get(`${matchId}/journal?code=${code}`)).status, 200);
    assert.equal((await get(`${matchId}/journal`, player.token)).status, 200);
    const segment = await until("a segment is sealed", async () => {
      const answer = await get(`${matchId}/journal/segments/0`, player.token);
      return answer.status === 200 ? answer : undefined;
    });
    assert.match(segment.headers.get("cache-control") ?? "", /^private/);
    await until("it is over", () => match.state.phase === "finished", 60_000);
    const ended = await until("the end may be seen", async () => {
      const answer = await get(`${matchId}/journal?code=${code}`);
      return answer.journal?.state === "live" ? undefined : answer;
    });
    assert.deepEqual([ended.status, ended.journal.state], [200, "whole"], "who watched it with its code sees it again");
    const lease = await server.services.broadcasts.lease(matchId);
    const later = (ms: number) => new WatchRule(server.services.history, () => Date.now() + ms);
    const asks = (rule: WatchRule) => rule.allows(lease?.broadcast as Broadcast, { code });
    assert.deepEqual([await asks(later(50 * 60_000)), await asks(later(61 * 60_000))], [true, false]);
    lease?.release();
    await match.leave();
  }).timeout(90_000);

  it("refuses what makes no sense", async () => {
    assert.equal((await get("nonsense/journal")).code, "match/unknown");
    assert.equal((await get("m_0123456789abcdef/journal")).code, "match/unknown");
    const match = await play("hands");
    for (const n of ["-1", "x", "1e3", "99999999999"])
      assert.equal((await get(`${match.state.matchId}/journal/segments/${n}`)).code, "request/malformed");
    assert.equal((await get(`${match.state.matchId}/journal/segments/5000`)).status, 404);
    await match.leave();
  });
});
