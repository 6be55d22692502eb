/**
 * Thousands watch one match over two servers that relay: what the match's server pays for them, how late frames are beyond the
 * delay, whether all see what players see, and what a relayed frame costs beside one of a bare `ws` server in the same run.
 * Times with and without watchers take turns. A process reads for each relay; a run in which one had no time to read says INVALID.
 * `npm run bench -- watchers [--watchers 3000] [--seconds 16]`
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { arena } from "../../rooms/arena/game.ts";
import type { ServerProcess } from "../../server/testing/server-process.ts";
import { total } from "../crowd/prometheus-text.ts";
import { metricsOf } from "../crowd/server-process.ts";
import { cpuSeconds } from "./process-cpu.ts";
import { conclude, type Finding, mean, quantile } from "./verdict.ts";
import { guestToken, startWatchedTree, type WatchedTree } from "./watched-tree.ts";
import type { CrowdDone, CrowdOrder } from "./watcher-orders.ts";

const { values: given } = parseArgs({ options: { watchers: { type: "string", default: "3000" }, seconds: { type: "string", default: "16" } } });
const watchers = Number(given.watchers);
const seconds = Number(given.seconds);
const RELAYS = 2;
const TURNS = 2;
/** A match that has just begun to be watched, or is watched no more. */
const SETTLE_MS = 2000;
const P99_LIMIT_MS = 80;
/** A reading process with more to do than this, or later than half of what is allowed, measures itself. */
const MAX_BUSY = 0.9;
const MAX_LATE_MS = P99_LIMIT_MS / 2;

/** What is measured while all watch, of both turns. */
interface Watched {
  /** Of each relay's readers. */
  readonly done: readonly CrowdDone[];
  readonly cpuPerTick: number;
  readonly relayCpu: number;
  readonly relayed: number;
  readonly frames: number;
}

const children: ChildProcess[] = [];
const servers: ServerProcess[] = [];
try {
  await measure();
} catch (error) {
  console.log(`INVALID: it was not measured, as ${error instanceof Error ? error.message : error}`);
  process.exitCode = 2;
} finally {
  for (const child of children) child.kill("SIGKILL");
  for (const server of servers) await server.dispose();
}
process.exit();

async function measure(): Promise<void> {
  const tree = await startWatchedTree(RELAYS, (server) => servers.push(server));
  const crowds = tree.relays.map(() => newChild("watcher-crowd.ts"));
  await wait(SETTLE_MS);
  const none = [await cpuPerTick(tree)];
  const watched: Watched[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    await join(tree, crowds);
    watched.push(await watchedTurn(tree, crowds));
    await tellAll(crowds, { do: "leave" });
    await wait(SETTLE_MS);
    none.push(await cpuPerTick(tree));
  }
  const written = await tree.writtenMs();
  await tree.leave();
  const all = watched.flatMap(({ done }) => done);
  const bare = await bareCost(crowds[0] as ChildProcess, Math.round(sum(all, ({ bytes }) => bytes) / sum(all, ({ frames }) => frames)));
  report(tree, none, watched, written, bare);
}

async function join({ relays, matchId, schema }: WatchedTree, crowds: readonly ChildProcess[]): Promise<void> {
  const from = performance.now();
  const count = Math.ceil(watchers / relays.length);
  const done = await Promise.all(
    relays.map(async ({ url }, network) =>
      tell(crowds[network] as ChildProcess, { do: "watch", url, token: await guestToken(url), matchId, schema, count, network }),
    ),
  );
  const [joined, retries] = [sum(done, (each) => each.joined), sum(done, (each) => each.retries)];
  console.log(`${joined} joined within ${((performance.now() - from) / 1000).toFixed(1)} s, ${retries} joins were tried again`);
  await wait(SETTLE_MS);
}

async function watchedTurn(tree: WatchedTree, crowds: readonly ChildProcess[]): Promise<Watched> {
  const counts = async () => ({
    cpu: sum(tree.relays, ({ server }) => cpuSeconds(server.child.pid ?? 0)),
    relayed: sum(await Promise.all(tree.relays.map(({ url }) => metricsOf(url))), (samples) => total(samples, "velarium_watch_frames_total")),
  });
  const before = await counts();
  await tellAll(crowds, { do: "measure" });
  const fromMs = performance.now();
  const perTick = await cpuPerTick(tree);
  const done = await tellAll(crowds, { do: "stop" });
  const passed = (performance.now() - fromMs) / 1000;
  const after = await counts();
  return {
    done,
    cpuPerTick: perTick,
    relayCpu: (after.cpu - before.cpu) / passed,
    relayed: (after.relayed - before.relayed) / passed,
    frames: sum(done, ({ frames }) => frames) / passed,
  };
}

function report(tree: WatchedTree, none: readonly number[], watched: readonly Watched[], written: ReadonlyMap<number, number>, bare: number): void {
  const all = watched.flatMap(({ done }) => done);
  const beyond = all.flatMap(({ came }) =>
    came.flatMap(([key, ms]) => (written.has(key) ? [ms - (written.get(key) ?? 0) - arena.spectatorDelayMs] : [])),
  );
  const states = all.flatMap((done) => done.states).filter(([tick]) => tree.states.has(tick));
  const different = states.filter(([tick, digest]) => tree.states.get(tick) !== digest).length;
  const ratio = mean(watched.map((each) => each.cpuPerTick)) / mean(none);
  const relayed = sum(watched, ({ relayCpu }) => relayCpu) / sum(watched, (each) => each.relayed);
  const us = (perSecond: number) => `${(perSecond * 1e6).toFixed(2)} us`;
  const list = (values: readonly number[]) => values.map((value) => `${(value * 1e6).toFixed(0)}`).join(", ");
  console.log(`match server, us of CPU per tick: without watchers ${list(none)}; with ${watchers}: ${list(watched.map((each) => each.cpuPerTick))}`);
  console.log(
    `relays: ${Math.round(mean(watched.map((each) => each.relayed)))} frames a second, ${(mean(watched.map(({ relayCpu }) => relayCpu)) * 100).toFixed(0)} % of a core`,
  );
  console.log(
    `a frame relayed: ${us(relayed)}; by bare ws: ${us(bare)} (${(relayed / bare).toFixed(2)}x; the relay writes two ticks at once to a large crowd, ws each by itself)`,
  );
  console.log(
    `beyond the delay, ms: ${quantile(beyond, 0).toFixed(1)} least, ${quantile(beyond, 0.5).toFixed(1)} p50, ${quantile(beyond, 0.99).toFixed(1)} p99, of ${beyond.length} patches`,
  );
  console.log(`${sum(all, ({ resyncs }) => resyncs)} full states sent to slow readers`);
  const busy = Math.max(...all.map(({ lateness }) => lateness.busy));
  const lateMs = Math.max(...all.map(({ lateness }) => lateness.p99Ms));
  console.log(`a reading process was at work ${(busy * 100).toFixed(0)} % of the time, and late by ${lateMs.toFixed(0)} ms (p99)`);
  const findings: Finding[] = [
    { what: "match server's CPU with watchers, of that without", value: ratio, limit: 1.1, is: "at most" },
    { what: "p99 of frames beyond the delay, ms", value: quantile(beyond, 0.99), limit: P99_LIMIT_MS, is: "at most" },
    { what: "a frame that came before its time, ms", value: Math.max(0, -quantile(beyond, 0)), limit: 0, is: "at most" },
    { what: "states compared with the player's", value: states.length, limit: 10_000, is: "at least" },
    { what: "states that differ", value: different, limit: 0, is: "at most" },
    {
      what: "frames read, of those sent",
      value: sum(watched, ({ frames }) => frames) / sum(watched, (each) => each.relayed),
      limit: 0.97,
      is: "at least",
    },
  ];
  conclude(findings);
  if (busy <= MAX_BUSY && lateMs <= MAX_LATE_MS) return;
  console.log("INVALID: a process that reads had no time to; of lags and frames read this says nothing.");
  process.exitCode = 2;
}

/** What one frame costs a bare server, in seconds, at as many sockets as one relay had. */
async function bareCost(crowd: ChildProcess, size: number): Promise<number> {
  const server = newChild("bare-fan-out.ts", String(size), String(arena.patchHz));
  const [{ address }] = (await once(server, "message")) as [{ address: string }];
  await tell(crowd, { do: "bare", address, count: Math.ceil(watchers / RELAYS) });
  await wait(SETTLE_MS);
  const sentBefore = await sentBy(server);
  const before = cpuSeconds(server.pid ?? 0);
  await tell(crowd, { do: "measure" });
  await wait((seconds * 1000) / 2);
  const used = cpuSeconds(server.pid ?? 0) - before;
  return used / ((await sentBy(server)) - sentBefore);
}

async function sentBy(server: ChildProcess): Promise<number> {
  server.send("sent");
  const [{ sent }] = (await once(server, "message")) as [{ sent: number }];
  return sent;
}

/** Seconds of CPU that the match's server uses for each tick, over the time that is measured. */
async function cpuPerTick({ match, tick }: WatchedTree): Promise<number> {
  const [cpu, from] = [cpuSeconds(match.child.pid ?? 0), tick()];
  await wait(seconds * 1000);
  return (cpuSeconds(match.child.pid ?? 0) - cpu) / (tick() - from);
}

function newChild(script: string, ...args: string[]): ChildProcess {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args);
  children.push(child);
  return child;
}

function tellAll(crowds: readonly ChildProcess[], order: CrowdOrder): Promise<CrowdDone[]> {
  return Promise.all(crowds.map((crowd) => tell(crowd, order)));
}

async function tell(crowd: ChildProcess, order: CrowdOrder): Promise<CrowdDone> {
  const answered = new AbortController();
  const { signal } = answered;
  crowd.send(order);
  try {
    const ended = once(crowd, "exit", { signal }).then(() => Promise.reject(new Error("the watchers' process ended")));
    const [done] = (await Promise.race([once(crowd, "message", { signal }), ended])) as [CrowdDone];
    return done;
  } finally {
    answered.abort();
  }
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((all, value) => all + of(value), 0);
}
