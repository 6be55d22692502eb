/**
 * What the journal costs: a real Arena room of 16, bots but for one, on a clock of its own, with the journal on and off in
 * turn; and the bytes of a whole match. `npm run bench -- journal [pairs] [sync]`; exits 1 when over a limit.
 * `sync` seals segments within the tick, which must fail.
 */
import { rm } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { arena } from "../../rooms/arena/game.ts";
import { type BroadcastFrame, encodeFrame } from "../../rooms/lib/broadcast.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";
import type { MatchId } from "../../server/ids.ts";
import type { Journal, JournalStream } from "../../server/journal/journal.ts";
import { hostedGame } from "../../server/testing/hosted.ts";
import { ManualClient } from "../../server/testing/manual-client.ts";
import { ManualRoom } from "../../server/testing/manual-room.ts";
import { startTestServer, type TestServer } from "../../server/testing/test-server.ts";
import { JournalSwitch } from "../../server/testing/without-journal.ts";
import { conclude, quantile } from "./verdict.ts";

const LIMITS = { cpuRatio: 1.05, p99Ms: 0.2, rawKbPerSecond: 25, sealedKbPerSecond: 8 };
/** Two full states and four keyframes; long enough that one tick more or less in a fight does not show. */
const BLOCK_TICKS = 120;
const WARM_UP_TICKS = 900;
/** Between two ticks: writes are done by then, as they are after the 33 ms of a real one. */
const PACE_MS = 4;

interface Block {
  /** Of the thread that the room lives on, sealing's share of it included. */
  readonly cpuMsPerTick: number;
  /** Of the whole process: with what other threads compress. */
  readonly allMsPerTick: number;
  readonly tickMs: readonly number[];
}

class Match {
  readonly #room: ManualRoom;
  readonly #client: ManualClient;
  readonly #bot;
  #seat = 0;

  private constructor(room: ManualRoom, client: ManualClient) {
    this.#room = room;
    this.#client = client;
    this.#bot = arena.bot(1, 0, "hard");
    this.id = room.room.state.matchId as MatchId;
  }

  readonly id: MatchId;

  static async begin(server: TestServer): Promise<Match> {
    const who = await server.guest();
    const seat = await server.colyseus.createRoom("full", { minutes: 10 });
    const room = new ManualRoom(seat as never);
    return new Match(room, await ManualClient.join(room, who));
  }

  get over(): boolean {
    return this.#room.room.state.phase === "finished";
  }

  get ticks(): number {
    return this.#room.room.state.tick;
  }

  async tick(): Promise<void> {
    const { state } = this.#room.room;
    state.players.forEach((entry) => {
      if (entry.player) this.#seat = entry.seat;
    });
    if (state.players.has(String(this.#seat))) this.#client.send(this.#bot.input(state as never), this.#room.elapsedMs - 100);
    await this.#room.pass();
  }

  async block(): Promise<Block> {
    const tickMs: number[] = [];
    const from = process.cpuUsage();
    const own = process.threadCpuUsage();
    for (let i = 0; i < BLOCK_TICKS; i++) {
      const began = performance.now();
      await this.tick();
      tickMs.push(performance.now() - began);
      await wait(PACE_MS);
    }
    const perTick = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000 / BLOCK_TICKS;
    return { cpuMsPerTick: perTick(process.threadCpuUsage(own)), allMsPerTick: perTick(process.cpuUsage(from)), tickMs };
  }

  end(): Promise<unknown> {
    return this.#room.room.disconnect();
  }
}

const pairs = Number(process.argv.slice(2).find((arg) => /^\d+$/.test(arg)) ?? 20);
const sync = process.argv.includes("sync");
const full: AnyGame = { ...(arena as unknown as AnyGame), id: "full", seats: { ...arena.seats, fill: arena.seats.max } };
const server = await startTestServer([hostedGame(full)], {}, (services) =>
  sync ? { ...services, journal: sealingInTheTick(services.journal) } : services,
);
const journal = new JournalSwitch();

const sizes = await sizesOfMatch();
const blocks = await measure();
const ratios = blocks.map(({ on, off }) => on.cpuMsPerTick / off.cpuMsPerTick);
const ticksOf = (which: "on" | "off") => blocks.flatMap((pair) => pair[which].tickMs);
const cpuOf = (which: "on" | "off") =>
  quantile(
    blocks.map((pair) => pair[which].cpuMsPerTick),
    0.5,
  );
const [p99On, p99Off] = [quantile(ticksOf("on"), 0.99), quantile(ticksOf("off"), 0.99)];
console.log(
  `CPU per tick ${cpuOf("on").toFixed(3)} ms on, ${cpuOf("off").toFixed(3)} ms off; ratio of ${pairs} pairs ${quantile(ratios, 0.25).toFixed(3)} to ${quantile(ratios, 0.75).toFixed(3)} (quartiles)`,
);
console.log(
  `tick p50 ${quantile(ticksOf("on"), 0.5).toFixed(3)} ms on, ${quantile(ticksOf("off"), 0.5).toFixed(3)} ms off; p99 ${p99On.toFixed(3)} on, ${p99Off.toFixed(3)} off`,
);
console.log(
  `a match of ${sizes.seconds.toFixed(0)} s: ${sizes.segments} segments, the largest ${sizes.largestRaw} B raw; record ${sizes.recordKb.toFixed(2)} kB/s`,
);
const allRatio = quantile(
  blocks.map(({ on, off }) => on.allMsPerTick / off.allMsPerTick),
  0.5,
);
console.log(`CPU of all threads per tick, on against off: ${allRatio.toFixed(3)}`);
conclude([
  { what: "CPU per tick, on against off, median", value: quantile(ratios, 0.5), limit: LIMITS.cpuRatio, is: "at most" },
  { what: "p99 of a tick, ms more", value: p99On - p99Off, limit: LIMITS.p99Ms, is: "at most" },
  { what: "broadcast raw, kB/s", value: sizes.rawKb, limit: LIMITS.rawKbPerSecond, is: "at most" },
  { what: "broadcast sealed, kB/s", value: sizes.sealedKb, limit: LIMITS.sealedKbPerSecond, is: "at most" },
]);
// Rooms on a clock of their own never dispose by themselves.
await rm(server.dataDir, { recursive: true, force: true });
process.exit();

/** Pairs of blocks of one match, so that both play the same fight; which comes first alternates. */
async function measure(): Promise<{ on: Block; off: Block }[]> {
  const match = await Match.begin(server);
  for (let i = 0; i < WARM_UP_TICKS; i++) await match.tick();
  const found: { on: Block; off: Block }[] = [];
  while (found.length < pairs && !match.over) {
    const first = found.length % 2 === 0;
    journal.on = first;
    const one = await match.block();
    journal.on = !first;
    const two = await match.block();
    found.push(first ? { on: one, off: two } : { on: two, off: one });
  }
  journal.on = true;
  await match.end();
  return found;
}

async function sizesOfMatch() {
  const match = await Match.begin(server);
  while (!match.over) await match.tick();
  const seconds = match.ticks / arena.tickHz;
  await match.tick();
  await match.end();
  const index = await server.services.journal.index(match.id);
  const record = await server.services.journal.readRecord(match.id);
  if (index?.state !== "whole" || !record) throw new Error("the journal of the match is not whole");
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0) / 1000 / seconds;
  return {
    seconds,
    segments: index.segments.length,
    largestRaw: Math.max(...index.segments.map(({ rawBytes }) => rawBytes)),
    rawKb: sum(index.segments.map(({ rawBytes }) => rawBytes)),
    sealedKb: sum(index.segments.map(({ bytes }) => bytes)),
    recordKb: sum([record.length]),
  };
}

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
