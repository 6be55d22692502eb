import type { AnyGame, Inputs, MatchOptions, Outcome, World } from "../../rooms/lib/game.ts";
import { hashWorld } from "../../rooms/lib/hash.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { RecordEncoder } from "../../rooms/lib/record.ts";
import { Crowd } from "./crowd.ts";

export interface MatchPlan {
  readonly seed: number;
  /** The game's own options, as a client would send them. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly maxTicks: number;
}

export interface PlayedMatch {
  readonly plan: MatchPlan;
  /** Every effective input, and the hash of the world after every tick. */
  readonly record: Uint8Array;
  readonly ticks: number;
  readonly outcome: Outcome | undefined;
}

/** Votes for a rematch are cast for this long after the end. */
const AFTERMATH_SECONDS = 2;

/** Plays one match of a crowd on Schema instances, as a room does; `visit` sees the world before the first and after each tick. */
export function playMatch(game: AnyGame, plan: MatchPlan, visit?: (world: World, inputs: Inputs<object>) => void): PlayedMatch {
  const layout = layoutOf(game.State);
  const options = matchOptions(game, plan.options ?? {}, plan.seed);
  const world = game.create(plan.seed, options);
  const crowd = new Crowd(game, plan.seed);
  const encoder = new RecordEncoder(layoutOf(game.Input));
  const parts = [encoder.header({ game: game.id, build: "test", matchId: options.matchId, seed: plan.seed, options, startedAt: 0 })];
  visit?.(world, { system: [], seats: [] });
  let finished = 0;
  let ticks = 0;
  while (ticks < plan.maxTicks && finished < AFTERMATH_SECONDS * game.tickHz) {
    const inputs = crowd.inputs(world);
    ticks++;
    game.step(world, inputs, ticks);
    parts.push(encoder.tick(ticks, inputs), encoder.hash(ticks, hashWorld(layout, world)));
    visit?.(world, inputs);
    if (world.phase === "finished") finished++;
  }
  const outcome = game.outcome(world);
  parts.push(encoder.end(outcome ?? { reason: "cut" }));
  return { plan, record: concat(parts), ticks, outcome };
}

/** Options for a match of each mode, for a game that takes `mode`; for another, those of a match without a wish. */
export function modeOptions(game: AnyGame): readonly object[] {
  const wishes = game.modes.map(({ id }) => ({ mode: id })).filter((wish) => game.options.read(wish).ok);
  return wishes.length > 0 ? wishes : [{}];
}

/** Matches of growing seeds and of each mode in turn, exactly `ticks` ticks in all. */
export function playMatches(
  game: AnyGame,
  { ticks, seed, options = modeOptions(game) }: { ticks: number; seed: number; options?: readonly object[] },
): PlayedMatch[] {
  const played: PlayedMatch[] = [];
  for (let left = ticks; left > 0; left -= played.at(-1)?.ticks ?? left) {
    const index = played.length;
    played.push(playMatch(game, { seed: seed + index, options: { ...options[index % options.length] }, maxTicks: left }));
  }
  return played;
}

function matchOptions(game: AnyGame, raw: Readonly<Record<string, unknown>>, seed: number): MatchOptions {
  const read = game.options.read(raw);
  if (!read.ok) throw new Error(`${game.id} refuses ${JSON.stringify(raw)}: ${read.message}`);
  return { ...read.options, matchId: `m_${seed}`, code: "" };
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
