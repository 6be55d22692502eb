import { setTimeout as wait } from "node:timers/promises";
import { FULL_MOVE } from "../../rooms/arena/input.ts";
import { MAX_SEEN, SEEN_PER_TICK, TICK_HZ, UNITS } from "../../rooms/arena/rules.ts";
import type { ArenaInput, ArenaPlayer } from "../../rooms/arena/world.ts";
import type { AnyGame } from "../../rooms/lib/game.ts";
import { createRandom, nextFloat } from "../../rooms/lib/random.ts";
import { startTestServer, type TestServer } from "../../server/testing/test-server.ts";
import { until } from "../../server/testing/until.ts";
import { Pace } from "../crowd/pace.ts";
import { enterMatch, type Guest, type Player } from "../crowd/player.ts";
import { quantile } from "../crowd/quantile.ts";
import { drillGame, hosted, LANE, SHOOTER, type Shot, TARGET } from "./beam-drill.ts";
import type { Probe } from "./probe.ts";
import { SLOW, SlowWire } from "./slow-wire.ts";

const LEAST_HITS = 0.9;
const SHOTS = { full: 120, quick: 20 };
const PAIRS = 3;
const TIMEOUT_MS = 80_000;
/** Half of the lane in which the target has its full speed and crosses at no more than 24 degrees off the perpendicular. */
const SIGHT_PX = 130;
/** The clocks of the clients agree with the server's to a millisecond after this. */
const WARM_UP_MS = 3000;

/** What a shooter saw is what is hit, on a slow and uneven line. */
export const beam: Probe = {
  name: "beam",
  claim: `at ${SLOW.delayMs * 2} ms round trip and ${SLOW.jitterMs * 2} ms jitter, ${LEAST_HITS * 100} % of beams at the drawn centre of a target that crosses at full speed hit`,
  async run({ quick, seed }) {
    const size = quick ? "quick" : "full";
    const judged: Shot[] = [];
    const blind: Shot[] = [];
    const games = [drillGame("drill", true, judged), drillGame("drill-without-lookback", false, blind)];
    const server = await startTestServer(games.map(hosted));
    const random = createRandom(seed);
    const pairs: Pair[] = [];
    try {
      for (const game of games) for (let i = 0; i < PAIRS; i++) pairs.push(await Pair.meet(server, game, () => nextFloat(random)));
      await wait(WARM_UP_MS);
      judged.length = 0;
      blind.length = 0;
      for (const pair of pairs) pair.fire = true;
      await until("enough beams are shot", () => judged.length >= SHOTS[size] && blind.length >= SHOTS[size], TIMEOUT_MS);
      const rtt = pairs.map(({ shooter }) => shooter.match.numbers.rttMs);
      return {
        findings: [
          { what: "hits", value: hitShare(judged), limit: LEAST_HITS, is: "at least" },
          { what: "beams", value: judged.length, limit: SHOTS[size], is: "at least" },
        ],
        control: [{ what: "hits without look-back", value: hitShare(blind), limit: 0.4, is: "at least" }],
        told: {
          beams: `${judged.length}, without look-back ${blind.length}`,
          "look-back ms p5, p50, p95, most": [0.05, 0.5, 0.95, 1].map((share) => msOf(quantile(seenOf(judged), share)).toFixed(0)).join(", "),
          "look-back cut at its limit %": (judged.filter(({ seen }) => seen >= MAX_SEEN).length * 100) / judged.length,
          "round trip ms of the shooters (smoothed)": quantile(rtt, 0.5),
          "render delay ms": quantile(
            pairs.map(({ shooter }) => shooter.match.numbers.delayMs),
            0.5,
          ),
          "energy and health": "refilled after each tick; nothing else differs from Arena",
        },
      };
    } finally {
      for (const pair of pairs) await pair.part();
      await server.stop();
    }
  },
};

/** A shooter and a target in a match of their own, each on a wire of its own. */
class Pair {
  readonly shooter: Player;
  fire = false;
  readonly #target: Player;
  readonly #wires: readonly SlowWire[];
  readonly #pace = new Pace(1000 / 60);
  #right = true;

  private constructor(shooter: Player, target: Player, wires: readonly SlowWire[]) {
    this.shooter = shooter;
    this.#target = target;
    this.#wires = wires;
    this.#pace.add((dueAtMs) => shooter.match.frame(dueAtMs, (input) => Object.assign(input, this.#aim())));
    this.#pace.add((dueAtMs) => target.match.frame(dueAtMs, (input) => Object.assign(input, this.#run())));
  }

  static async meet(server: TestServer, game: AnyGame, random: () => number): Promise<Pair> {
    const wires = [await SlowWire.to(server.url, SLOW, random), await SlowWire.to(server.url, SLOW, random)] as const;
    const guest = async (url: string): Promise<Guest> => {
      const { token, player } = await server.guest();
      return { url, token, id: player.id };
    };
    const options = { fill: 0, map: LANE.map, minutes: 15, scoreLimit: 200 };
    const shooter = await enterMatch(game, await guest(wires[0].url), { kind: "private", options });
    const target = await enterMatch(game, await guest(wires[1].url), { kind: "room", roomId: shooter.match.roomId });
    return new Pair(shooter, target, wires);
  }

  async part(): Promise<void> {
    this.#pace.stop();
    await Promise.all([this.shooter.match.leave(), this.#target.match.leave()]);
    for (const wire of this.#wires) await wire.close();
  }

  /** To and fro at full speed; turns where it knows itself to be. */
  #run(): Partial<ArenaInput> {
    const x = Number(this.#target.match.predicted?.x) / UNITS;
    if (x > LANE.right) this.#right = false;
    if (x < LANE.left) this.#right = true;
    return { moveX: this.#right ? FULL_MOVE : -FULL_MOVE, moveY: 0 };
  }

  /** At the middle of the target as it is drawn now. */
  #aim(): Partial<ArenaInput> {
    const { match } = this.shooter;
    const self = match.state.players.get(String(SHOOTER)) as ArenaPlayer | undefined;
    const target = match.state.players.get(String(TARGET));
    if (!self || !target) return { beam: false };
    const x = match.value("players", target, "x");
    const y = match.value("players", target, "y");
    const turn = Math.atan2(y - self.y, x - self.x) / (2 * Math.PI);
    const aim = Math.round((turn < 0 ? turn + 1 : turn) * 65536) % 65536;
    return { aim, beam: this.fire && Math.abs(x / UNITS - LANE.shooterX) < SIGHT_PX };
  }
}

function hitShare(shots: readonly Shot[]): number {
  return shots.filter(({ hit }) => hit).length / shots.length;
}

function seenOf(shots: readonly Shot[]): number[] {
  return shots.map(({ seen }) => seen);
}

function msOf(seen: number): number {
  return (seen / SEEN_PER_TICK / TICK_HZ) * 1000;
}
