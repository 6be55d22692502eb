/**
 * Thousands watch one match over two servers that relay: what the match's server pays for them, how late frames are beyond the
 * delay, whether all see what players see, and what a relayed frame costs beside one of a bare `ws` server in the same run.
 * `npm run bench -- watchers [--watchers 3000] [--seconds 15]`
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Client } from "@colyseus/sdk";
import { arena } from "../../rooms/arena/game.ts";
import type { World } from "../../rooms/lib/game.ts";
import { type ServerProcess, startServerProcess } from "../../server/testing/server-process.ts";
import { stateText } from "../../server/testing/state-log.ts";
import { until } from "../../server/testing/until.ts";
import { total } from "../crowd/prometheus-text.ts";
import { metricsOf } from "../crowd/server-process.ts";
import { cpuSeconds } from "./process-cpu.ts";
import { conclude, type Finding, quantile } from "./verdict.ts";
import type { CrowdDone, CrowdOrder } from "./watcher-orders.ts";

const { values: given } = parseArgs({ options: { watchers: { type: "string", default: "3000" }, seconds: { type: "string", default: "15" } } });
const watchers = Number(given.watchers);
const seconds = Number(given.seconds);
/** As the watchers' process does. */
const COMPARED_TICKS = 2;
const children: ChildProcess[] = [];
const servers: ServerProcess[] = [];

try {
  conclude(await measure());
} finally {
  for (const child of children) child.kill("SIGKILL");
  for (const server of servers) await server.dispose();
}
process.exit();

async function measure(): Promise<Finding[]> {
  const proxied = { TRUSTED_PROXIES: "127.0.0.1" };
  const parent = await start({});
  const parentUrl = await parent.url();
  const relays: ServerProcess[] = [];
  const relayUrls: string[] = [];
  for (const _relay of [1, 2]) {
    const relay = await start({ ...proxied, WATCH_FROM: parentUrl });
    relays.push(relay);
    relayUrls.push(await relay.url());
  }

  const { token } = await guest(parentUrl);
  const client = new Client(parentUrl);
  client.auth.token = token;
  const player = await client.create<World & { toJSON(): unknown }>("arena", { fill: 16, minutes: 15, scoreLimit: 200 });
  const at = new Map<number, number>();
  const states = new Map<number, string>();
  player.onStateChange((state) => {
    at.set(state.tick, Number(process.hrtime.bigint()) / 1e6);
    if (state.tick % COMPARED_TICKS === 0) states.set(state.tick, stateText(state));
  });
  await until("the match runs", () => player.state.phase === "playing", 20_000);
  const { matchId } = player.state;
  await wait(3000);
  const noneBefore = await share(parent, seconds * 1000);

  const { journal } = (await (await fetch(`${parentUrl}/api/matches/${matchId}/journal`)).json()) as { journal: { head: { schema: string } } };
  const crowd = newChild("watcher-crowd.ts");
  const joining = performance.now();
  for (const [index, url] of relayUrls.entries()) {
    const count = Math.ceil(watchers / relayUrls.length);
    await tell(crowd, { do: "watch", url, token: (await guest(url)).token, matchId, schema: journal.head.schema, count, network: index });
  }
  console.log(`${watchers} joined after ${((performance.now() - joining) / 1000).toFixed(1)} s`);
  await wait(2000);

  const before = await Promise.all(relayUrls.map(framesOf));
  const cpuBefore = relays.map((relay) => cpuSeconds(relay.child.pid ?? 0));
  await tell(crowd, { do: "measure" });
  const watched = await share(parent, seconds * 1000);
  const report = await tell(crowd, { do: "report", at: [...at] });
  const cpu = relays.map((relay, index) => cpuSeconds(relay.child.pid ?? 0) - (cpuBefore[index] ?? 0));
  const sent = (await Promise.all(relayUrls.map(framesOf))).map((frames, index) => frames - (before[index] ?? 0));
  await tell(crowd, { do: "leave" });
  await wait(2000);
  const noneAfter = await share(parent, seconds * 1000);
  await player.leave();

  const frameBytes = Math.round(report.bytes / report.frames);
  const bare = await bareCost(crowd, Math.ceil(watchers / 2), frameBytes);
  const relayed = (sum(cpu) / sum(sent)) * 1e6;
  const compared = report.states.filter(([tick]) => states.has(tick));
  const different = compared.filter(([tick, text]) => states.get(tick) !== text).length;
  const beyond = report.lags.map((ms) => ms - arena.spectatorDelayMs);
  const none = (noneBefore + noneAfter) / 2;
  console.log(
    `match server: ${percent(noneBefore)} and ${percent(noneAfter)} of a core without watchers, ${percent(watched)} with ${report.joined || watchers}`,
  );
  console.log(
    `relays: ${cpu.map((used) => percent(used / seconds)).join(" and ")} of a core, ${Math.round(sum(sent) / seconds)} frames a second of ${frameBytes} bytes`,
  );
  console.log(`a frame relayed: ${relayed.toFixed(2)} us; by bare ws: ${bare.toFixed(2)} us (${(relayed / bare).toFixed(2)}x)`);
  console.log(
    `beyond the delay: p50 ${quantile(beyond, 0.5).toFixed(1)} ms, p99 ${quantile(beyond, 0.99).toFixed(1)} ms, least ${quantile(beyond, 0).toFixed(1)} ms, of ${beyond.length} frames`,
  );
  console.log(`${report.resyncs} full states sent to slow readers`);
  return [
    { what: "match server's CPU with watchers, of that without", value: watched / none, limit: 1.1, is: "at most" },
    { what: "p99 of frames beyond the delay, ms", value: quantile(beyond, 0.99), limit: 80, is: "at most" },
    { what: "states compared with the player's", value: compared.length, limit: 10_000, is: "at least" },
    { what: "states that differ", value: different, limit: 0, is: "at most" },
    { what: "frames read, of those due", value: report.frames / (seconds * arena.patchHz * watchers), limit: 0.97, is: "at least" },
  ];
}

/** What one frame costs a bare server, in us, at as many sockets as one relay had. */
async function bareCost(crowd: ChildProcess, count: number, size: number): Promise<number> {
  const server = newChild("bare-fan-out.ts", String(size), String(arena.patchHz));
  const [{ address }] = (await once(server, "message")) as [{ address: string }];
  await tell(crowd, { do: "bare", address, count });
  await wait(1000);
  const sentBefore = await sentBy(server);
  const before = cpuSeconds(server.pid ?? 0);
  await tell(crowd, { do: "measure" });
  await wait((seconds * 1000) / 2);
  const used = cpuSeconds(server.pid ?? 0) - before;
  return (used / ((await sentBy(server)) - sentBefore)) * 1e6;
}

async function sentBy(server: ChildProcess): Promise<number> {
  server.send("sent");
  const [{ sent }] = (await once(server, "message")) as [{ sent: number }];
  return sent;
}

/** The share of a core that a server uses for so long. */
async function share({ child }: ServerProcess, ms: number): Promise<number> {
  const before = cpuSeconds(child.pid ?? 0);
  const from = performance.now();
  await wait(ms);
  return ((cpuSeconds(child.pid ?? 0) - before) * 1000) / (performance.now() - from);
}

async function framesOf(url: string): Promise<number> {
  return total(await metricsOf(url), "velarium_watch_frames_total");
}

async function start(environment: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const server = await startServerProcess({ LOG_LEVEL: "warn", ...environment });
  servers.push(server);
  return server;
}

function newChild(script: string, ...args: string[]): ChildProcess {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args);
  children.push(child);
  return child;
}

async function tell(crowd: ChildProcess, order: CrowdOrder): Promise<CrowdDone> {
  crowd.send(order);
  const [done] = (await Promise.race([
    once(crowd, "message"),
    once(crowd, "exit").then(() => Promise.reject(new Error("the watchers' process ended"))),
  ])) as [CrowdDone];
  return done;
}

async function guest(url: string): Promise<{ token: string }> {
  const reply = await fetch(`${url}/api/guest`, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  return (await reply.json()) as { token: string };
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
