import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { Broadcasts } from "../replays/broadcasts.ts";
import type { Services } from "../services.ts";
import { quickPlay } from "../testing/joined.ts";
import { type Played, tellTale, tellTaleRoom } from "../testing/tell-tale.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { ThinWatcher } from "../testing/thin-watcher.ts";
import { until } from "../testing/until.ts";

/** Something that a spectator got. */
interface Got {
  readonly route: string;
  readonly atMs: number;
  readonly bytes: Buffer;
}

interface Leaks {
  /** Routes by what leaked there. */
  readonly secret: readonly string[];
  readonly young: readonly string[];
  /** How many marks of ticks were seen, by route: none would mean that nothing was looked at. */
  readonly marks: ReadonlyMap<string, number>;
}

/** A timer's own rounding. */
const SLACK_MS = 2;

function leaksIn(got: readonly Got[], played: Played, delayMs: number): Leaks {
  const secret = new Set<string>();
  const young = new Set<string>();
  const marks = new Map<string, number>();
  for (const { route, atMs, bytes } of got) {
    const text = bytes.toString("latin1");
    if (text.includes("SECRET")) secret.add(route);
    for (const [, mark, score] of text.matchAll(/T(\d+);|"score":(\d+)/g)) {
      const tick = Number(mark ?? score);
      if (tick === 0) continue;
      marks.set(route, (marks.get(route) ?? 0) + 1);
      const agedMs = atMs - (played.get(tick) ?? Number.POSITIVE_INFINITY);
      if (agedMs < delayMs - SLACK_MS) young.add(route);
    }
  }
  return { secret: [...secret].sort(), young: [...young].sort(), marks };
}

describe("what a spectator gets", () => {
  const played: Played = new Map();
  const game = tellTale("tell-tale", played);
  const delayMs = game.spectatorDelayMs;
  const open: TestServer[] = [];
  after(() => Promise.all(open.map((server) => server.stop())));

  /** Plays a match and gathers every byte that a stranger can get by any route while it runs, as fast as they can ask. */
  async function spy(told: ReturnType<typeof tellTale>, change?: (services: Services) => Services): Promise<Got[]> {
    played.clear();
    const server = await startTestServer([{ game: told as never, Room: tellTaleRoom(told) }], {}, change);
    open.push(server);
    const match = await quickPlay(await server.guest(), told.id, { fill: 2 });
    await until("the match runs", () => match.state.phase === "playing");
    const { matchId } = match.state;
    const got: Got[] = [];
    const { token } = await server.guest();
    const spies = await Promise.all(
      ["live", "seek", "pause", "late"].map((route) =>
        ThinWatcher.join({
          url: server.url,
          token,
          options: { matchId, ...(route === "late" && { fromTick: 1 }) },
          frame: (bytes) => got.push({ route: `spectate ${route}`, atMs: performance.now(), bytes: Buffer.from(bytes) }),
        }),
      ),
    );
    const stream = new AbortController();
    const feed = readFeed(`${server.url}/api/events`, stream.signal, (bytes) => got.push({ route: "feed", atMs: performance.now(), bytes }));
    const ask = async (route: string, path: string) => {
      const response = await fetch(`${server.url}/api/${path}`);
      const body = Buffer.from(await response.arrayBuffer());
      const bytes = response.headers.get("content-type") === "application/gzip" ? gunzipSync(body) : body;
      got.push({ route, atMs: performance.now(), bytes });
      return response.status;
    };
    void readFeed(`${server.url}/api/matches/${matchId}/journal/tail`, stream.signal, (bytes) =>
      got.push({ route: "tail", atMs: performance.now(), bytes }),
    );
    const untilMs = performance.now() + 9000;
    for (let n = 0, turn = 0; performance.now() < untilMs; turn++) {
      const newest = match.state.tick;
      spies[1]?.ask("watch.seek", "tick", turn % 2 === 0 ? newest : Math.max(1, newest - 20));
      spies[2]?.ask(turn % 2 === 0 ? "watch.pause" : "watch.live");
      if ((await ask("segments", `matches/${matchId}/journal/segments/${n}`)) === 200) n++;
      await ask("keyframes", `matches/${matchId}/journal/keyframes/${newest}`);
      if (turn % 4 === 0) {
        await ask("index", `matches/${matchId}/journal`);
        await ask("list", "matches?state=live");
        await ask("details", `matches/${matchId}`);
        await ask("record", `matches/${matchId}/record`);
      }
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    assert.equal(match.state.phase, "playing", "all of it while the match runs");
    stream.abort();
    await feed;
    for (const each of spies) each.close();
    await match.leave();
    return got;
  }

  it("holds nothing that is hidden and nothing that is too young, by any route", async () => {
    const { secret, young, marks } = leaksIn(await spy(game), played, delayMs);
    assert.deepEqual({ secret, young }, { secret: [], young: [] });
    for (const route of [
      "spectate live",
      "spectate seek",
      "spectate pause",
      "spectate late",
      "segments",
      "keyframes",
      "index",
      "list",
      "details",
      "feed",
      "tail",
    ])
      assert.ok((marks.get(route) ?? 0) > 0, `${route} showed nothing`);
    assert.equal(marks.get("record"), undefined);
  });

  it("would be found to hold a hidden field, where one was shown to spectators", async () => {
    const { secret } = leaksIn(await spy(tellTale("tell-tale", played, true)), played, delayMs);
    assert.ok(
      ["keyframes", "segments", "spectate live", "tail"].every((route) => secret.includes(route)),
      String(secret),
    );
  });

  it("would be found to be too young, where the delay was left out", async () => {
    const { young } = leaksIn(
      await spy(game, (services) => {
        services.broadcasts.close();
        const broadcasts = new Broadcasts({ journal: services.journal, delayMs: () => 0 });
        return { ...services, broadcasts };
      }),
      played,
      delayMs,
    );
    assert.ok(
      ["segments", "spectate live", "spectate seek"].every((route) => young.includes(route)),
      String(young),
    );
  });
}).timeout(60_000);

/** Reads a stream until `signal` ends it. */
async function readFeed(url: string, signal: AbortSignal, got: (bytes: Buffer) => void): Promise<void> {
  try {
    const response = await fetch(url, { signal });
    for await (const bytes of response.body ?? []) got(Buffer.from(bytes as Uint8Array));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
