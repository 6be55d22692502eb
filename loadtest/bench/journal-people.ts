import { setTimeout as wait } from "node:timers/promises";
import { matchMaker } from "@colyseus/core";
import { arena } from "../../rooms/arena/game.ts";
import type { TestServer } from "../../server/testing/test-server.ts";
import type { TickTimes } from "../../server/testing/tick-times.ts";
import type { JournalSwitch } from "../../server/testing/without-journal.ts";
import { pinMainThread } from "../crowd/pinning.ts";
import { Workers } from "../crowd/workers.ts";
import { type Pair, pairsOf } from "./journal-blocks.ts";
import { FULL } from "./journal-bots.ts";

const SERVER_CORE = 0;
const CROWD_CORE = 1;
const PEOPLE = 16;
/** One full state, two keyframes and two hashes. */
const SLICE_MS = 2000;
/** Until what a tick runs is compiled: hash and keyframe take a seventh then of what they took after 15 s. */
const WARM_UP_MS = 60_000;

/** One match of 16 people, over sockets, on the netcode of the page: they play as bots in a process of their own, on the other core. */
export async function peoplesPairs(server: TestServer, journal: JournalSwitch, times: TickTimes, count: number): Promise<Pair[]> {
  const { roomId } = await matchMaker.createRoom(FULL.id, { fill: 0, minutes: 10, scoreLimit: 200 });
  const workers = new Workers(1, CROWD_CORE);
  try {
    pinMainThread(SERVER_CORE, process.pid);
    await workers.join([{ url: server.url, game: "arena", players: PEOPLE, perRoom: PEOPLE, roomId, level: "hard", seed: 1, joinsPerSecond: 20 }]);
    await wait(WARM_UP_MS);
    workers.measure();
    const pairs = await pairsOf(count, journal, async () => {
      times.take();
      await wait(SLICE_MS);
      return times.take();
    });
    await check(workers);
    return pairs;
  } finally {
    workers.stop();
  }
}

async function check(workers: Workers): Promise<void> {
  const [report] = await workers.report();
  const hz = report?.rooms[0]?.tickHz ?? 0;
  console.log(`  ${report?.joined} people, ${hz.toFixed(1)} ticks a second, their core ${((report?.cpuShare ?? 0) * 100).toFixed(0)} % busy`);
  if (report?.joined !== PEOPLE || report.closed.length > 0 || report.errors.length > 0)
    throw new Error(`not all played to the end: ${JSON.stringify({ ...report, roundTripMs: [], corrections: [] })}`);
  if (hz < arena.tickHz - 1) console.log("  too few ticks: this machine is too busy to say much");
}
