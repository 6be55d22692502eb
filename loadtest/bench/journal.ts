/**
 * What the journal costs a match of 16 people, and the bytes of a whole match: `npm run bench -- journal [PAIRS] [--quick] [sync]`
 * exits with 1 when over a limit. The same for a room of bots without sockets, which does least beside its journal, is told and
 * not held to the limits. `sync` seals segments within the tick, which must fail.
 */
import { rm } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { type BroadcastFrame, encodeFrame } from "../../rooms/lib/broadcast.ts";
import type { Journal, JournalStream } from "../../server/journal/journal.ts";
import { hostedGame } from "../../server/testing/hosted.ts";
import { startTestServer } from "../../server/testing/test-server.ts";
import { JournalSwitch } from "../../server/testing/without-journal.ts";
import { costOf } from "./journal-blocks.ts";
import { botsPairs, FULL, sizesOfMatch } from "./journal-bots.ts";
import { peoplesPairs } from "./journal-people.ts";
import { conclude } from "./verdict.ts";

const LIMITS = { cpuRatio: 1.05, p99Ms: 0.2, rawKbPerSecond: 25, sealedKbPerSecond: 8 };

const argv = process.argv.slice(2);
const pairs = Number(argv.find((arg) => /^\d+$/.test(arg)) ?? (argv.includes("--quick") ? 5 : 20));
const server = await startTestServer([hostedGame(FULL)], {}, (services) =>
  argv.includes("sync") ? { ...services, journal: sealingInTheTick(services.journal) } : services,
);
const journal = new JournalSwitch();

const sizes = await sizesOfMatch(server);
costOf("a room of bots, for information", await botsPairs(server, journal, pairs));
const { cpuRatio, allRatio, p99MoreMs } = costOf("a match of 16 people", await peoplesPairs(server, journal, pairs));
conclude([
  { what: "CPU of the room's thread per tick, on against off, median", value: cpuRatio, limit: LIMITS.cpuRatio, is: "at most" },
  { what: "CPU of all threads per tick, on against off, median", value: allRatio, limit: LIMITS.cpuRatio, is: "at most" },
  { what: "p99 of a tick, ms more", value: p99MoreMs, limit: LIMITS.p99Ms, is: "at most" },
  { what: "broadcast raw, kB/s", value: sizes.rawKb, limit: LIMITS.rawKbPerSecond, is: "at most" },
  { what: "broadcast sealed, kB/s", value: sizes.sealedKb, limit: LIMITS.sealedKbPerSecond, is: "at most" },
]);
// Rooms on a clock of their own never dispose by themselves.
await rm(server.dataDir, { recursive: true, force: true });
process.exit();

/** The negative control: what is off the tick here would be done within it. */
function sealingInTheTick(real: Journal): Journal {
  const wrap = (stream: JournalStream<BroadcastFrame>): JournalStream<BroadcastFrame> => {
    let open: Uint8Array[] = [];
    return {
      append(frame) {
        if (frame.kind === "state") {
          gzipSync(Buffer.concat(open));
          open = [];
        }
        open.push(encodeFrame(frame));
        stream.append(frame);
      },
      close: () => stream.close(),
    };
  };
  return {
    openRecord: (match) => real.openRecord(match),
    openBroadcast: (head) => wrap(real.openBroadcast(head)),
    readRecord: (match) => real.readRecord(match),
    index: (match) => real.index(match),
    segment: (match, n) => real.segment(match, n),
    tail: (match, listener) => real.tail(match, listener),
  };
}
