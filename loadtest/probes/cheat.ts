import { setTimeout as wait } from "node:timers/promises";
import type { Room } from "@colyseus/sdk";
import { UNITS } from "../../rooms/arena/rules.ts";
import type { ArenaWorld } from "../../rooms/arena/world.ts";
import { until } from "../../server/testing/until.ts";
import { Pace } from "../crowd/pace.ts";
import { botControls } from "../crowd/player.ts";
import { total } from "../crowd/prometheus-text.ts";
import { quantile } from "../crowd/quantile.ts";
import { metricsOf, ServerProcess } from "../crowd/server-process.ts";
import type { Finding, Probe, ProbeResult } from "./probe.ts";
import { type Conduct, GAME, PERIOD_TICKS, Runner } from "./runner.ts";
import { Track } from "./track.ts";

const MOST_GAIN = 1.01;
const PERIODS = { full: 12, quick: 2 };
/** Of 96 gaps one is the worst percent: a single hiccup of the machine. */
const GAP_SHARE = { full: 0.99, quick: 0.95 };
const LEAST_TICK_HZ = 29.5;
/** Two ticks: a patch may be a tick late, not more; where the machine is busier than that, half as much again as without the attack. */
const MOST_GAP_MS = 67;
/** Joins, returns and cut-offs; the attack itself is a few thousand frames. */
const MOST_LOG_LINES = 100;
const CONDUCTS: readonly Conduct[] = ["honest", "dash", "2 inputs a tick", "50 inputs a tick", "moves out of range", "NaN, Infinity and 1e30"];

/** Nobody gets further by sending more, or anything else, and nobody else notices that they try. */
export const cheat: Probe = {
  name: "cheat",
  claim: `50 inputs a tick, NaN, infinity and moves out of range cover at most ${((MOST_GAIN - 1) * 100).toFixed(0)} % more ground than an honest player and disturb nobody`,
  async run({ quick, seed }) {
    const server = await ServerProcess.start(0);
    const pace = new Pace(1000 / GAME.tickHz);
    const runners: Runner[] = [];
    try {
      const options = { fill: 0, map: "foundry", minutes: 15, scoreLimit: 200 };
      const honest = await Runner.enter(server.url, { kind: "private", options }, "honest");
      const { roomId } = honest.player.match;
      runners.push(honest);
      for (const conduct of CONDUCTS.slice(1)) runners.push(await Runner.enter(server.url, { kind: "room", roomId }, conduct));
      const elsewhere = await Runner.enter(server.url, { kind: "private", options: { ...options, fill: 8 } }, "honest");
      for (const runner of runners) pace.add((dueAtMs) => runner.frame(dueAtMs));
      runners.push(elsewhere);
      const bot = botControls(GAME, seed, "medium", () => elsewhere.player.match);
      pace.add((dueAtMs) => elsewhere.player.match.frame(dueAtMs, bot));
      await until("everybody runs", () => (honest.world?.tick ?? 0) > 2 * PERIOD_TICKS && honest.world?.phase === "playing");
      const size = quick ? "quick" : "full";
      const ticks = PERIODS[size] * PERIOD_TICKS;
      const calmMs = await calmGapMs(honest, ticks, GAP_SHARE[size]);
      return await attack({ server, honest, elsewhere, runners: runners.slice(0, -1), ticks, calmMs, gapShare: GAP_SHARE[size] });
    } finally {
      pace.stop();
      await Promise.all(runners.map((runner) => runner.player.match.leave()));
      await server.stop();
    }
  },
};

interface Attack {
  readonly server: ServerProcess;
  readonly honest: Runner;
  readonly elsewhere: Runner;
  readonly runners: readonly Runner[];
  readonly ticks: number;
  readonly calmMs: number;
  readonly gapShare: number;
}

/** The gap between patches before anybody cheats: what this machine can do now. */
async function calmGapMs(honest: Runner, ticks: number, share: number): Promise<number> {
  const watch = new Watch(honest.player.room);
  const from = honest.world?.tick ?? 0;
  await until("a calm time has passed", () => (honest.world?.tick ?? 0) >= from + ticks, (ticks / GAME.tickHz) * 2000);
  return watch.gapMs(share);
}

async function attack({ server, honest, elsewhere, runners, ticks, calmMs, gapShare }: Attack): Promise<ProbeResult> {
  const tracks = new Map(runners.map((runner) => [runner.conduct, new Track()]));
  const [here, there] = [new Watch(honest.player.room), new Watch(elsewhere.player.room)];
  const linesBefore = server.logLines;
  const first = honest.world?.tick ?? 0;
  honest.player.room.onStateChange((state) => follow(state as ArenaWorld, runners, tracks));
  for (const runner of runners) runner.cheats = true;
  await until("the attack is over", () => (honest.world?.tick ?? 0) >= first + ticks, (ticks / GAME.tickHz) * 2000);
  for (const runner of runners) runner.cheats = false;
  const lines = server.logLines - linesBefore;
  await wait(100);
  const refused = total(await metricsOf(server.url), "velarium_frames_refused_total");
  const own = tracks.get("honest") ?? new Track();
  const gain = (conduct: Conduct): Finding => {
    const track = tracks.get(conduct) ?? new Track();
    return { what: `ground against an honest player: ${conduct}`, value: track.ground / own.best(track.ticks), limit: MOST_GAIN, is: "at most" };
  };
  const step = (conduct: Conduct): Finding => {
    const longest = (tracks.get(conduct)?.longestStep ?? Number.NaN) / own.longestStep;
    return { what: `longest step against an honest player's: ${conduct}`, value: longest, limit: MOST_GAIN, is: "at most" };
  };
  const cheaters = CONDUCTS.slice(2);
  return {
    findings: [
      ...cheaters.map(gain),
      ...cheaters.map(step),
      { what: "ground of the honest player px", value: own.ground / UNITS, limit: ticks * 5, is: "at least" } as const,
      ...here.findings("in the same room", gapShare, calmMs),
      ...there.findings("in another room", gapShare, calmMs),
      { what: "log lines", value: lines, limit: MOST_LOG_LINES, is: "at most" } as const,
      { what: "server alive", value: server.alive ? 1 : 0, limit: 1, is: "at least" } as const,
      ...(["50 inputs a tick", "NaN, Infinity and 1e30"] as const).map(
        (conduct): Finding => ({
          what: `cut off: ${conduct}`,
          value: runners.find((runner) => runner.conduct === conduct)?.cutOff ?? 0,
          limit: 1,
          is: "at least",
        }),
      ),
    ],
    control: [gain("dash")],
    told: { ticks, "frames refused": refused, [`gap between patches before the attack, p${gapShare * 100} ms`]: calmMs },
  };
}

/** Only those who play their seat themselves: whoever was cut off is played by a bot after a second. */
function follow(world: ArenaWorld, runners: readonly Runner[], tracks: ReadonlyMap<Conduct, Track>): void {
  world.players.forEach((entry) => {
    const runner = runners.find(({ id }) => id === entry.player);
    if (runner && entry.connected && !entry.bot) tracks.get(runner.conduct)?.add(world.tick, entry.x, entry.y);
  });
}

/** When patches reach somebody who does nothing wrong. */
class Watch {
  readonly #gapsMs: number[] = [];
  readonly #beganMs = performance.now();
  readonly #room: Room;
  readonly #firstTick: number;
  #lastMs = performance.now();

  constructor(room: Room) {
    this.#room = room;
    this.#firstTick = (room.state as ArenaWorld).tick;
    room.onStateChange(() => {
      const nowMs = performance.now();
      this.#gapsMs.push(nowMs - this.#lastMs);
      this.#lastMs = nowMs;
    });
  }

  gapMs(share: number): number {
    return quantile(this.#gapsMs, share);
  }

  findings(where: string, share: number, calmMs: number): Finding[] {
    const ticks = (this.#room.state as ArenaWorld).tick - this.#firstTick;
    return [
      { what: `tick rate ${where}`, value: (ticks * 1000) / (performance.now() - this.#beganMs), limit: LEAST_TICK_HZ, is: "at least" },
      {
        what: `gap between patches ${where}, p${share * 100} ms`,
        value: this.gapMs(share),
        limit: Math.ceil(Math.max(MOST_GAP_MS, calmMs * 1.5)),
        is: "at most",
      },
    ];
  }
}
