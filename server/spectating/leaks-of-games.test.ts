import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { Protocol } from "@colyseus/core";
import { Reflection } from "@colyseus/schema";
import { arena } from "../../rooms/arena/game.ts";
import { type BroadcastIndex, readFrames } from "../../rooms/lib/broadcast.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";
import { FrameSplitter } from "../replays/frame-splitter.ts";
import { hostedGame } from "../testing/hosted.ts";
import { quickPlay } from "../testing/joined.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { ThinWatcher } from "../testing/thin-watcher.ts";
import { until } from "../testing/until.ts";
import { lateHands } from "../testing/watching.ts";

/** A timer's own rounding. */
const SLACK_MS = 2;

interface State {
  readonly tick: number;
  readonly players: Readonly<Record<string, { readonly hand?: readonly number[] }>>;
}

describe("what a spectator gets of a game", () => {
  const played = new Map<string, number>();
  /** The game itself; it notes when each tick was played. */
  const noting = (game: AnyGame): AnyGame => ({
    ...game,
    step(world, inputs, tick) {
      game.step(world, inputs, tick);
      played.set(`${world.matchId} ${tick}`, performance.now());
    },
  });
  const games = [arena as unknown as AnyGame, lateHands as unknown as AnyGame].map((game) => noting(game));
  let server: TestServer;
  before(async () => {
    server = await startTestServer(games.map((game) => hostedGame(game)));
  });
  after(() => server.stop());

  for (const game of games)
    it(`holds nothing hidden and nothing too young of ${game.title}, by any route`, async () => {
      const match = await quickPlay(await server.guest(), game.id, { fill: 2 });
      await until("the match runs", () => match.state.phase === "playing");
      const { matchId } = match.state;
      const path = `${server.url}/api/matches/${matchId}`;
      const { journal } = (await (await fetch(`${path}/journal`)).json()) as { journal: BroadcastIndex };
      const seen = new Map<string, number>();
      const [young, secret] = [new Set<string>(), new Set<string>()];
      const look = (route: string, state: State) => {
        seen.set(route, (seen.get(route) ?? 0) + 1);
        const aged = performance.now() - (played.get(`${matchId} ${state.tick}`) ?? Number.POSITIVE_INFINITY);
        if (aged < game.spectatorDelayMs - SLACK_MS) young.add(`${route}: ${aged} ms`);
        if ("hidden" in state || Object.values(state.players).some(({ hand }) => hand?.length)) secret.add(route);
      };
      const decoder = (route: string) => {
        const reader = Reflection.decode(Buffer.from(journal.head.schema, "hex"));
        return (bytes: Uint8Array) => {
          reader.decode(bytes);
          look(route, (reader.state as unknown as { toJSON(): State }).toJSON());
        };
      };
      const { token } = await server.guest();
      const watchers = await Promise.all(
        ["live", "seek"].map((name) => {
          const decode = decoder(name);
          const frame = (bytes: Buffer) => {
            if ((bytes[0] === Protocol.ROOM_STATE || bytes[0] === Protocol.ROOM_STATE_PATCH) && bytes.length > 1) decode(bytes.subarray(1));
          };
          return ThinWatcher.join({ url: server.url, token, options: { matchId }, frame });
        }),
      );
      const stop = new AbortController();
      const tail = (async () => {
        const response = await fetch(`${path}/journal/tail`, { signal: stop.signal });
        const [decode, splitter] = [decoder("tail"), new FrameSplitter()];
        for await (const bytes of response.body ?? [])
          for (const frame of splitter.take(bytes as Uint8Array)) if (frame.kind === "state" || frame.kind === "patch") decode(frame.bytes);
      })().catch((error: unknown) => assert.ok(stop.signal.aborted, String(error)));
      const ask = async (route: string, bytesOf: (bytes: Buffer) => Buffer) => {
        const response = await fetch(`${path}/journal/${route}`);
        const body = Buffer.from(await response.arrayBuffer());
        if (!response.ok) return false;
        const decode = decoder(route.split("/")[0] ?? "");
        for (const frame of readFrames(bytesOf(body))) if (frame.kind === "state" || frame.kind === "patch") decode(frame.bytes);
        return true;
      };
      for (let n = 0; n < 3; ) {
        watchers[1]?.ask("watch.seek", "tick", n % 2 === 0 ? match.state.tick : Math.max(1, match.state.tick - 30));
        if (await ask(`segments/${n}`, (bytes) => gunzipSync(bytes))) n++;
        await ask(`keyframes/${match.state.tick}`, (bytes) => bytes);
        assert.equal((await fetch(`${path}/record`)).status, 409);
        assert.equal((await fetch(`${path}/journal/file`)).status, 409);
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      stop.abort();
      await tail;
      for (const watcher of watchers) watcher.close();
      await match.leave();
      assert.deepEqual({ young: [...young], secret: [...secret] }, { young: [], secret: [] });
      for (const route of ["live", "seek", "tail", "segments", "keyframes"]) assert.ok((seen.get(route) ?? 0) > 2, `${route} showed nothing`);
    }).timeout(60_000);
});
