/**
 * What the journal costs a match of 16 people, and the bytes of a whole match: `npm run bench -- journal [PAIRS] [--quick] [sync]`
 * exits with 1 when over a limit. The same for a room of bots without sockets, which does least beside its journal, is told and
 * not held to the limits. `sync` waits for the disk within the tick, which must fail.
 */
import { fdatasyncSync, openSync, writeSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { encodeFrame } from "../../rooms/lib/broadcast.ts";
import { bytesOf, type Journal, type JournalStream } from "../../server/journal/journal.ts";
import { hostedGame } from "../../server/testing/hosted.ts";
import { sharedPostgres } from "../../server/testing/postgres.ts";
import { startTestServer } from "../../server/testing/test-server.ts";
import { TickTimes } from "../../server/testing/tick-times.ts";
import { JournalSwitch } from "../../server/testing/without-journal.ts";
import { costOf } from "./journal-blocks.ts";
import { botsPairs, FULL, sizesOfMatch } from "./journal-bots.ts";
import { peoplesPairs } from "./journal-people.ts";
import { conclude } from "./verdict.ts";

const LIMITS = { cpuRatio: 1.05, p99Ms: 0.2, rawKbPerSecond: 25, sealedKbPerSecond: 8 };

const argv = process.argv.slice(2);
const pairs = Number(argv.find((arg) => /^\d+$/.test(arg)) ?? (argv.includes("--quick") ? 5 : 20));
// The embedded database works on the thread of the rooms, and what it leaves to collect there is more than what is measured.
const environment = { DATABASE_URL: await (await sharedPostgres()).createDatabase() };
const server = await startTestServer([hostedGame(FULL)], environment, (services) =>
  argv.includes("sync") ? { ...services, journal: writingInTheTick(services.journal) } : services,
);
const journal = new JournalSwitch();
const times = new TickTimes();

const sizes = await sizesOfMatch(server);
costOf("a room of bots, for information", await botsPairs(server, journal, times, Math.ceil(pairs / 4)));
const { cpuRatio, allRatio, p99MoreMs } = costOf("a match of 16 people", await peoplesPairs(server, journal, times, pairs));
conclude([
  { what: "CPU of the room's thread per tick, on against off, median", value: cpuRatio, limit: LIMITS.cpuRatio, is: "at most" },
  { what: "CPU of all threads per tick, on against off, median", value: allRatio, limit: LIMITS.cpuRatio, is: "at most" },
  { what: "p99 of a tick, ms more", value: p99MoreMs, limit: LIMITS.p99Ms, is: "at most" },
  { what: "broadcast raw, kB/s", value: sizes.rawKb, limit: LIMITS.rawKbPerSecond, is: "at most" },
  { what: "broadcast sealed, kB/s", value: sizes.sealedKb, limit: LIMITS.sealedKbPerSecond, is: "at most" },
]);
// Rooms on a clock of their own never dispose by themselves.
await rm(server.dataDir, { recursive: true, force: true, maxRetries: 5 });
process.exit();

/** The negative control: each tick and each frame is compressed, written and on the disk before the tick goes on. */
function writingInTheTick(real: Journal): Journal {
  let file: number | undefined;
  const also = <T>(stream: JournalStream<T>, encoded: (what: T) => Uint8Array): JournalStream<T> => ({
    append(what) {
      file ??= openSync(join(server.dataDir, "written-in-the-tick"), "a");
      writeSync(file, gzipSync(encoded(what)));
      fdatasyncSync(file);
      stream.append(what);
    },
    close: () => stream.close(),
  });
  return {
    openRecord(match) {
      const { append, close } = also<Uint8Array>(real.openRecord(match), (bytes) => bytes);
      return { append: (piece) => append(bytesOf(piece)), close };
    },
    openBroadcast: (head) => also(real.openBroadcast(head), encodeFrame),
    readRecord: (match) => real.readRecord(match),
    index: (match) => real.index(match),
    segment: (match, n) => real.segment(match, n),
    tail: (match, listener) => real.tail(match, listener),
  };
}
