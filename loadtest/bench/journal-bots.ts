import { setTimeout as wait } from "node:timers/promises";
import { arena } from "../../rooms/arena/game.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";
import type { MatchId } from "../../server/ids.ts";
import { ManualClient } from "../../server/testing/manual-client.ts";
import { ManualRoom } from "../../server/testing/manual-room.ts";
import type { TestServer } from "../../server/testing/test-server.ts";
import type { TickTimes } from "../../server/testing/tick-times.ts";
import type { JournalSwitch } from "../../server/testing/without-journal.ts";
import { type Pair, pairsOf } from "./journal-blocks.ts";

/** Arena whose room fills with bots to the last seat: to be hosted under its id. */
export const FULL: AnyGame = { ...(arena as unknown as AnyGame), id: "full", seats: { ...arena.seats, fill: arena.seats.max } };
/** One full state, two keyframes and two hashes. */
const SLICE_TICKS = 60;
const WARM_UP_TICKS = 900;
/** Not reached within ten minutes. */
const LASTING_SCORE = 200;
/** As in a real room: six ticks fall in one turn of writing. */
const PACE_MS = 1000 / arena.tickHz;
/** Before a slice is measured: what it leaves to be written, one before it left as well. */
const RUN_UP_TICKS = 9;

/** A match of bots but for one, without sockets, on a clock of its own: of all that a room does, the least is beside the journal here. */
export async function botsPairs(server: TestServer, journal: JournalSwitch, times: TickTimes, count: number): Promise<Pair[]> {
  const match = await BotsMatch.begin(server, { scoreLimit: LASTING_SCORE });
  for (let i = 0; i < WARM_UP_TICKS; i++) await match.tick();
  const pairs = await pairsOf(count, journal, async () => {
    await paced(match, RUN_UP_TICKS);
    times.take();
    await paced(match, SLICE_TICKS);
    return times.take();
  });
  if (match.over) throw new Error("the match of bots ended before all was measured");
  await match.end();
  return pairs;
}

async function paced(match: BotsMatch, ticks: number): Promise<void> {
  for (let i = 0; i < ticks; i++) {
    await match.tick();
    await wait(PACE_MS);
  }
}

/** Bytes of a whole match, in kB for each second that it was played. */
export async function sizesOfMatch(server: TestServer): Promise<{ rawKb: number; sealedKb: number }> {
  const match = await BotsMatch.begin(server);
  while (!match.over) await match.tick();
  const seconds = match.ticks / arena.tickHz;
  await match.tick();
  await match.end();
  const index = await server.services.journal.index(match.id);
  const record = await server.services.journal.readRecord(match.id);
  if (index?.state !== "whole" || !record) throw new Error("the journal of the match is not whole");
  const { segments } = index;
  const largest = Math.max(...segments.map(({ rawBytes }) => rawBytes));
  const perSecond = (values: number[]) => values.reduce((a, b) => a + b, 0) / 1000 / seconds;
  console.log(
    `a match of ${seconds.toFixed(0)} s: ${segments.length} segments, the largest ${largest} B raw; record ${perSecond([record.length]).toFixed(2)} kB/s`,
  );
  return { rawKb: perSecond(segments.map(({ rawBytes }) => rawBytes)), sealedKb: perSecond(segments.map(({ bytes }) => bytes)) };
}

class BotsMatch {
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

  static async begin(server: TestServer, options: object = {}): Promise<BotsMatch> {
    const who = await server.guest();
    const seat = await server.colyseus.createRoom("full", { minutes: 10, ...options });
    const room = new ManualRoom(seat as never);
    return new BotsMatch(room, await ManualClient.join(room, who));
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

  end(): Promise<unknown> {
    return this.#room.room.disconnect();
  }
}
