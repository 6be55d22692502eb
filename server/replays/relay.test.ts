import assert from "node:assert/strict";
import { Client } from "@colyseus/sdk";
import { type Joined, settled } from "../testing/joined.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { StateLog } from "../testing/state-log.ts";
import { until } from "../testing/until.ts";
import type { Watched } from "../testing/watching.ts";

/** Arena's. */
const DELAY_MS = 2000;

describe("a tree of servers that relay", () => {
  const started: ServerProcess[] = [];
  after(() => Promise.all(started.map((server) => server.dispose())));

  async function start(watchFrom?: string): Promise<string> {
    const server = await startServerProcess(watchFrom === undefined ? {} : { WATCH_FROM: watchFrom });
    started.push(server);
    return server.url();
  }
  async function guest(url: string): Promise<Client> {
    const reply = await fetch(`${url}/api/guest`, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
    const client = new Client(url);
    client.auth.token = ((await reply.json()) as { token: string }).token;
    return client;
  }
  async function play(url: string, options: object = {}): Promise<Joined> {
    const player = await settled(await (await guest(url)).joinOrCreate("arena", { fill: 4, ...options }));
    await until("the match runs", () => player.state.phase === "playing", 20_000);
    return player;
  }
  const watchAt = async (url: string, matchId: string, options: object = {}) =>
    (await (await guest(url)).joinOrCreate("spectate", { matchId, ...options })) as unknown as Watched;

  it("shows a match two servers away as its players have it, after the delay; the rest of the tree serves segments too", async () => {
    const parent = await start();
    const relay = await start(parent);
    const leaf = await start(relay);
    const player = await play(parent);
    const own = new StateLog(player);
    const { matchId } = player.state;
    const watcher = await until("the match is known there", () => watchAt(leaf, matchId).catch(() => undefined), 15_000);
    const log = new StateLog(watcher);
    await until("many are compared", () => own.compare(log).compared > 150, 30_000);
    assert.deepEqual(own.compare(log).different, []);
    const waits = [...log.atMs].flatMap(([tick, at]) => (own.atMs.has(tick) ? [at - (own.atMs.get(tick) ?? 0)] : []));
    // A frame of the player's may be late where this process was: half of them were not. That none is too young is tested to the ms where the ticks are played.
    const usual = waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)] ?? 0;
    assert.ok(usual > DELAY_MS - 50, `${usual} ms`);

    const journal = async (url: string) =>
      ((await (await fetch(`${url}/api/matches/${matchId}/journal`)).json()) as { journal: { segments: object[]; delayMs: number } }).journal;
    const shown = await until(
      "segments are listed at the leaf",
      async () => ((await journal(leaf))?.segments.length >= 2 ? journal(leaf) : undefined),
      15_000,
    );
    assert.equal(shown.delayMs, DELAY_MS);
    const segment = async (url: string) => Buffer.from(await (await fetch(`${url}/api/matches/${matchId}/journal/segments/1`)).arrayBuffer());
    assert.deepEqual(await segment(leaf), await segment(parent));
    const back = await watchAt(leaf, matchId, { fromTick: 3 });
    const earlier = new StateLog(back);
    await until("a watcher of the leaf sees what was", () => earlier.byTick.size > 5);
    assert.deepEqual(own.compare(earlier).different, []);

    const middle = started[1] as ServerProcess;
    middle.child.kill("SIGSTOP");
    const held = log.byTick.size;
    await until("the match goes on meanwhile", () => player.state.tick > Math.max(...log.byTick.keys()) + 200, 20_000);
    middle.child.kill("SIGCONT");
    await until("a relay that hung comes back", () => log.byTick.size > held + 60, 20_000);
    assert.deepEqual(own.compare(log).different, []);
    await Promise.all([watcher.leave(), back.leave(), player.leave()]);
  }).timeout(120_000);

  it("never relays a private match, nor a question in a circle", async () => {
    const parent = started[0] ? await started[0].url() : await start();
    const relay = started[1] ? await started[1].url() : await start(parent);
    const host = await guest(parent);
    const player = await settled(await host.create("arena", { private: true, fill: 4 }));
    await until("the match runs", () => player.state.phase === "playing", 20_000);
    assert.equal((await fetch(`${relay}/api/matches/${player.state.matchId}/journal?code=${player.state.code}`)).status, 404);
    const hops = await fetch(`${parent}/api/matches/${player.state.matchId}/journal`, { headers: { "x-velarium-via": "a,b,c,d,e" } });
    assert.equal(hops.status, 508);
    await player.leave();
  }).timeout(60_000);
});
