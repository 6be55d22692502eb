/**
 * What the journal in Redis costs: `npm run bench -- redis-journal [MATCHES] [SECONDS]` exits with 1 when over a limit. Each match
 * appends what one of 16 people in Arena does: at each of 30 ticks a second a piece of the record and a patch, every two seconds a
 * full state.
 */
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { BroadcastFrame, BroadcastHead } from "../../rooms/lib/broadcast.ts";
import { newMatchId } from "../../server/ids.ts";
import type { Journal, JournalStream } from "../../server/journal/journal.ts";
import { RedisJournal } from "../../server/journal/redis-journal.ts";
import { openRedis } from "../../server/redis/open-redis.ts";
import { startRedis } from "../../server/testing/redis.ts";
import { conclude } from "./verdict.ts";

/** With 50 matches or more: of fewer each pays more of the same writes. Redis has to have most of its time for matchmaking. */
const LIMITS = { tickUs: 60, redisCpu: 0.1 };
const TICK_HZ = 30;
const STATE_EVERY_TICKS = 60;
/** Measured of matches of 16 (`npm run bench -- journal`): 20 kB/s of patches, 14 kB/s of the record. */
const BYTES = { patch: 650, state: 2600, record: 470 };

const [matches = 50, seconds = 10] = process.argv.slice(2).map(Number);

const server = await startRedis();
const redis = await openRedis(server.url);
const journal = new RedisJournal(redis);
const nothing = await costOf(silent());
const redisBefore = await redisCpuSeconds();
const written = await costOf(journal);
const redisShare = ((await redisCpuSeconds()) - redisBefore) / written.seconds;
const tickUs = ((written.cpuSeconds - nothing.cpuSeconds) * 1e6) / (matches * TICK_HZ * seconds);
console.log(`${matches} matches for ${seconds} s: ${(await redis.dbsize()) / matches} keys a match, ${(await memoryBytes()) / 1e6} MB in Redis`);
conclude([
  { what: "CPU of the rooms' thread for each tick of a match, µs", value: tickUs, limit: LIMITS.tickUs, is: "at most" },
  { what: `CPU of Redis for ${matches} matches, share of a core`, value: redisShare, limit: (LIMITS.redisCpu * matches) / 50, is: "at most" },
]);
journal.close();
redis.disconnect();
await server.kill();
process.exit();

/** Plays all matches in one room's thread, spread over the tick as real ones are, and ends them. */
async function costOf(journal: Pick<Journal, "openRecord" | "openBroadcast">): Promise<{ cpuSeconds: number; seconds: number }> {
  const [patch, state, record] = [randomBytes(BYTES.patch), randomBytes(BYTES.state), randomBytes(BYTES.record)];
  const streams = Array.from({ length: matches }, () => {
    const matchId = newMatchId();
    const head: BroadcastHead = { game: "arena", build: "bench", matchId, startedAt: Date.now(), tickHz: TICK_HZ, patchHz: TICK_HZ, schema: "00" };
    return { record: journal.openRecord(matchId), broadcast: journal.openBroadcast(head) };
  });
  const [began, cpu] = [performance.now(), process.threadCpuUsage()];
  const tickMs = 1000 / TICK_HZ;
  for (let turn = 0; turn < seconds * TICK_HZ * matches; turn++) {
    const due = began + (turn * tickMs) / matches;
    while (performance.now() < due) await wait(Math.max(0, due - performance.now()));
    const tick = Math.floor(turn / matches) + 1;
    const each = streams[turn % matches];
    const isState = tick % STATE_EVERY_TICKS === 1;
    const frame: BroadcastFrame = { kind: isState ? "state" : "patch", tick, atMs: tick * tickMs, bytes: isState ? state : patch };
    each?.broadcast.append(frame);
    each?.record.append(record);
  }
  for (const each of streams) await Promise.all([each.record.close(), each.broadcast.close()]);
  const { user, system } = process.threadCpuUsage(cpu);
  return { cpuSeconds: (user + system) / 1e6, seconds: (performance.now() - began) / 1000 };
}

function silent(): Pick<Journal, "openRecord" | "openBroadcast"> {
  const stream = <T>(): JournalStream<T> => ({ append() {}, close: async () => {} });
  return { openRecord: stream, openBroadcast: stream };
}

async function redisCpuSeconds(): Promise<number> {
  const info = await redis.info("cpu");
  return ["used_cpu_user", "used_cpu_sys"].reduce((sum, name) => sum + Number(info.match(new RegExp(`^${name}:([\\d.]+)`, "m"))?.[1]), 0);
}

async function memoryBytes(): Promise<number> {
  return Number((await redis.info("memory")).match(/^used_memory:(\d+)/m)?.[1]);
}
