import { crc32 } from "node:zlib";
import { Protocol } from "@colyseus/core";
import { Client } from "@colyseus/sdk";
import type { BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import { readFrames } from "../../rooms/lib/broadcast.ts";
import type { World } from "../../rooms/lib/game.ts";
import { type ServerProcess, startServerProcess } from "../../server/testing/server-process.ts";
import { until } from "../../server/testing/until.ts";
import { stateDigest } from "./state-digest.ts";

/** A match of sixteen on one server, and the servers that relay it. */
export interface WatchedTree {
  readonly match: ServerProcess;
  readonly relays: readonly { readonly server: ServerProcess; readonly url: string }[];
  readonly matchId: string;
  /** How its states are decoded, in hex digits. */
  readonly schema: string;
  /** The states that a player had, by tick. */
  readonly states: ReadonlyMap<number, string>;
  /** The newest tick. */
  tick(): number;
  /** When each patch was written, in ms since 1970, by a sum of the bytes that watchers get. */
  writtenMs(): Promise<ReadonlyMap<number, number>>;
  /** Its player goes. */
  leave(): Promise<unknown>;
}

/** Every server is told to `started` before anything can fail. */
export async function startWatchedTree(relays: number, started: (server: ServerProcess) => void): Promise<WatchedTree> {
  const start = async (environment: Record<string, string>) => {
    const server = await startServerProcess(environment);
    started(server);
    return { server, url: await server.url() };
  };
  const { server: match, url } = await start({});
  const relaying = { TRUSTED_PROXIES: "127.0.0.1", WATCH_FROM: url };
  const tree = await Promise.all(Array.from({ length: relays }, () => start(relaying)));

  const client = new Client(url);
  client.auth.token = await guestToken(url);
  const player = await client.create<World & { toJSON(): unknown }>("arena", { fill: 16, minutes: 15, scoreLimit: 200 });
  const states = new Map<number, string>();
  player.onStateChange((state) => {
    states.set(state.tick, stateDigest(state));
  });
  await until("the match runs", () => player.state.phase === "playing", 20_000);
  const { matchId } = player.state;
  const index = async () => ((await (await fetch(`${url}/api/matches/${matchId}/journal`)).json()) as { journal: BroadcastIndex }).journal;
  return {
    match,
    relays: tree,
    matchId,
    schema: (await index()).head.schema,
    states,
    tick: () => player.state.tick,
    leave: () => player.leave(),
    async writtenMs() {
      const { head, segments } = await index();
      const written = new Map<number, number>();
      for (const { n } of segments) {
        const response = await fetch(`${url}/api/matches/${matchId}/journal/segments/${n}`);
        if (!response.ok || !response.body) throw new Error(`segment ${n}: ${response.status}`);
        const raw = await new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
        for (const frame of readFrames(new Uint8Array(raw)))
          if (frame.kind === "patch") written.set(crc32(frame.bytes, crc32(Uint8Array.of(Protocol.ROOM_STATE_PATCH))), head.startedAt + frame.atMs);
      }
      return written;
    },
  };
}

export async function guestToken(url: string): Promise<string> {
  const reply = await fetch(`${url}/api/guest`, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  return ((await reply.json()) as { token: string }).token;
}
