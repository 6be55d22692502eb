import { arena } from "../../rooms/arena/game.ts";
import { SEEN_PER_TICK, TICK_HZ } from "../../rooms/arena/rules.ts";
import type { ArenaInput, ArenaWorld } from "../../rooms/arena/world.ts";
import type { AnyGame, SystemInput } from "../../rooms/lib/game.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { readRecord } from "../../rooms/lib/record.ts";
import { GameRoom } from "../../server/room/game-room.ts";
import { playsAgain, type RecordedMatch, recordMatches } from "../../server/testing/recorded-matches.ts";
import type { Probe } from "./probe.ts";

const MATCHES = { full: 200, quick: 4 };
const LEAST_SPEED = 50;
/** Those that the broken game plays. */
const CONTROLS = { full: 2, quick: 1 };
/** Of rooms, in turn: both modes, with and without bots, ended by score and by time. */
const OPTIONS = [
  { fill: 8, minutes: 1, scoreLimit: 12, level: "hard" },
  { fill: 12, minutes: 1, scoreLimit: 20, mode: "teams" },
  { fill: 2, minutes: 1, scoreLimit: 4, level: "easy" },
  { fill: 16, minutes: 1, scoreLimit: 5, level: "hard" },
];
/** How far back a beam was judged that counts as one at 150 ms. */
const SEEN_MS = { least: 120, most: 200 };

/** Arena, but for a die that no seed fixes. */
const broken: AnyGame = {
  ...(arena as AnyGame),
  id: "broken",
  step(world, inputs, tick) {
    arena.step(world as ArenaWorld, inputs as never, tick);
    if (Math.random() < 0.1) (world as ArenaWorld).hidden.random[0] ^= 1;
  },
};

function hosted(game: AnyGame) {
  class ProbedRoom extends GameRoom {
    static override onAuth = GameRoom.admit(game);
    override readonly game = game;
  }
  return { game, Room: ProbedRoom };
}

/** What rooms record is the whole match. */
export const resimulating: Probe = {
  name: "resimulate",
  claim: `whole matches, recorded by real rooms on a manual clock, play again to every hash, world, outcome and result, ${LEAST_SPEED} times as fast`,
  async run({ quick, seed }) {
    const count = quick ? MATCHES.quick : MATCHES.full;
    const game: AnyGame = { ...(arena as AnyGame), id: "probed" };
    const began = performance.now();
    const played = await recordMatches({ hosted: hosted(game), matches: count, seed, options: OPTIONS });
    const playedMs = performance.now() - began;
    const [first] = played;
    // Once to warm up: what is measured is a server that has verified before.
    if (first) playsAgain(game, first);
    const start = performance.now();
    const verified = played.filter((match) => playsAgain(game, match)).length;
    const seconds = (performance.now() - start) / 1000;
    const happened = tally(game, played);
    const control = await recordMatches({ hosted: hosted(broken), matches: quick ? CONTROLS.quick : CONTROLS.full, seed, options: OPTIONS });
    const least = (what: string, value: number, limit: number) => ({ what, value, limit, is: "at least" }) as const;
    return {
      findings: [
        least("matches", played.length, count),
        { what: "matches that differ", value: played.length - verified, limit: 0, is: "at most" },
        least("times real time on one core", happened.ticks / TICK_HZ / seconds, LEAST_SPEED),
        ...(["drop", "takeover", "back", "leave", "late", "rematches", "beams"] as const).map((what) => least(NAMES[what], happened[what], 1)),
      ],
      control: [least("matches of a broken game that do not differ", control.filter((match) => playsAgain(broken, match)).length, 1)],
      told: {
        minutes: happened.ticks / TICK_HZ / 60,
        "recorded at times real time": happened.ticks / TICK_HZ / (playedMs / 1000),
        "MB of records": played.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6,
      },
    };
  },
};

const NAMES = {
  drop: "drops",
  takeover: "take-overs",
  back: "returns",
  leave: "leaves",
  late: "joins after the first ten seconds",
  rematches: "rematches",
  beams: `beams of shooters who see ${SEEN_MS.least} to ${SEEN_MS.most} ms back`,
};

/** What there was in the matches: a claim about drops needs drops. */
function tally(game: AnyGame, played: readonly RecordedMatch[]) {
  const counts = { ticks: 0, drop: 0, takeover: 0, back: 0, leave: 0, late: 0, rematches: 0, beams: 0 };
  for (const { bytes, rematch } of played) {
    const read = readRecord(bytes, () => layoutOf(game.Input));
    if (!read.ok) continue;
    if (rematch) counts.rematches++;
    for (const frame of read.record.frames()) {
      if (frame.kind !== "tick") continue;
      counts.ticks++;
      for (const input of frame.inputs.system) count(counts, input, frame.tick);
      for (const input of frame.inputs.seats) if (isLateBeam(input as ArenaInput | undefined)) counts.beams++;
    }
  }
  return counts;
}

function count(counts: Record<"drop" | "takeover" | "back" | "leave" | "late", number>, input: SystemInput, tick: number): void {
  const { kind } = input;
  if (kind === "join") counts.late += !input.bot && tick > 10 * TICK_HZ ? 1 : 0;
  else if (kind === "drop" || kind === "takeover" || kind === "back" || kind === "leave") counts[kind]++;
}

function isLateBeam(input: ArenaInput | undefined): boolean {
  const backMs = ((input?.seen ?? 0) / SEEN_PER_TICK / TICK_HZ) * 1000;
  return input?.beam === true && backMs >= SEEN_MS.least && backMs <= SEEN_MS.most;
}
