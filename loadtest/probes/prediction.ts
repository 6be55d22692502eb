import { arena } from "../../rooms/arena/game.ts";
import { FULL_MOVE } from "../../rooms/arena/input.ts";
import { UNITS } from "../../rooms/arena/rules.ts";
import type { ArenaInput } from "../../rooms/arena/world.ts";
import type { AnyGame, SeatEntry } from "../../rooms/lib/game.ts";
import { createRandom, nextFloat, nextInt, type RandomState } from "../../rooms/lib/random.ts";
import { Pace } from "../crowd/pace.ts";
import { enterMatch, newGuest } from "../crowd/player.ts";
import { quantile } from "../crowd/quantile.ts";
import { ServerProcess } from "../crowd/server-process.ts";
import type { Finding, Probe } from "./probe.ts";
import { SLOW, SlowWire } from "./slow-wire.ts";

const LIMIT_PX = 0.5;
const SECONDS = { full: 60, quick: 6 };
/** Until the clock and the queue of inputs have settled. */
const WARM_UP_SECONDS = 3;

/** Someone who moves alone is never corrected, on a slow and uneven line. */
export const prediction: Probe = {
  name: "prediction",
  claim: `moving alone at ${SLOW.delayMs * 2} ms round trip and ${SLOW.jitterMs * 2} ms jitter, corrections are at most ${LIMIT_PX} px at p99`,
  async run({ quick, seed }) {
    const server = await ServerProcess.start(0);
    try {
      const seconds = quick ? SECONDS.quick : SECONDS.full;
      const [honest, wrong] = await Promise.all([
        walk(server.url, arena as unknown as AnyGame, seconds, seed),
        walk(server.url, withWrongStep(arena as unknown as AnyGame), seconds, seed + 1),
      ]);
      return {
        findings: [
          { what: "correction p99 px", value: honest.p99Px, limit: LIMIT_PX, is: "at most" },
          { what: "acknowledgements", value: honest.acks, limit: seconds * arena.tickHz * 0.8, is: "at least" },
          { what: "ground covered px", value: honest.px, limit: seconds * 60, is: "at least" },
        ],
        control: [
          { what: "correction p99 px, speed of the prediction 5 % off", value: wrong.p99Px, limit: LIMIT_PX, is: "at most" } satisfies Finding,
        ],
        told: {
          "corrections that are not zero, %": honest.sharePercent,
          "largest correction px": honest.mostPx,
          "round trip ms (smoothed)": honest.rttMs,
          "jitter ms": honest.jitterMs,
        },
      };
    } finally {
      await server.stop();
    }
  },
};

interface Walked {
  readonly p99Px: number;
  readonly mostPx: number;
  readonly sharePercent: number;
  readonly acks: number;
  readonly px: number;
  readonly rttMs: number;
  readonly jitterMs: number;
}

async function walk(url: string, game: AnyGame, seconds: number, seed: number): Promise<Walked> {
  const random = createRandom(seed);
  const jitter = createRandom(seed + 1000);
  const wire = await SlowWire.to(url, SLOW, () => nextFloat(jitter));
  const pace = new Pace(1000 / 60);
  try {
    const guest = await newGuest(wire.url);
    const { match } = await enterMatch(game, guest, { kind: "private", options: { fill: 0 } });
    let px = 0;
    let last: { x: number; y: number } | undefined;
    const steps = { left: 0, input: {} as Partial<ArenaInput> };
    pace.add((dueAtMs) => {
      match.frame(dueAtMs, (input) => Object.assign(input, wander(random, steps)));
      const self = match.self as (SeatEntry & { x: number; y: number }) | undefined;
      if (!self) return;
      if (last) px += Math.hypot(self.x - last.x, self.y - last.y) / UNITS;
      last = { x: self.x, y: self.y };
    });
    await new Promise((resolve) => setTimeout(resolve, WARM_UP_SECONDS * 1000));
    const before = match.corrections.acks;
    px = 0;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    const sizes = match.corrections.sizesSince(before).map((size) => size / UNITS);
    const { rttMs, jitterMs } = match.numbers;
    await match.leave();
    return {
      p99Px: sizes.length > 0 ? quantile(sizes, 0.99) : Number.NaN,
      mostPx: Math.max(...sizes),
      sharePercent: (sizes.filter((size) => size > 0).length * 100) / sizes.length,
      acks: sizes.length,
      px,
      rttMs,
      jitterMs,
    };
  } finally {
    pace.stop();
    await wire.close();
  }
}

/** A random walk: another direction or none every 2 to 20 ticks, a dash now and then. */
function wander(random: RandomState, steps: { left: number; input: Partial<ArenaInput> }): Partial<ArenaInput> {
  if (steps.left-- <= 0) {
    const angle = nextFloat(random) * 2 * Math.PI;
    const speed = nextInt(random, 8) === 0 ? 0 : FULL_MOVE;
    steps.left = 2 + nextInt(random, 19);
    steps.input = { moveX: Math.trunc(Math.cos(angle) * speed), moveY: Math.trunc(Math.sin(angle) * speed), aim: nextInt(random, 65536) };
  }
  return { ...steps.input, dash: nextInt(random, 40) === 0, bolt: false, beam: false };
}

/** The same game for a client whose prediction goes 5 % too far. */
function withWrongStep(game: AnyGame): AnyGame {
  const { predict } = game;
  if (!predict) throw new Error("the game predicts nothing");
  return {
    ...game,
    predict: {
      fields: predict.fields,
      stepFor(world) {
        const step = predict.stepFor(world);
        return (player: SeatEntry, input: object) => {
          const body = player as SeatEntry & { x: number; y: number };
          const { x, y } = body;
          step(player, input);
          body.x += (body.x - x) * 0.05;
          body.y += (body.y - y) * 0.05;
        };
      },
    },
  };
}
