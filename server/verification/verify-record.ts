import type { AnyGame, Inputs, Outcome, World } from "../../rooms/lib/game.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { type RecordReading, readRecord } from "../../rooms/lib/record.ts";
import { Resimulating } from "../../rooms/lib/resimulate.ts";
import type { MatchResult } from "../matches/match-result.ts";
import { BroadcastComparison, type PlayedBroadcast, type SpectatorsView } from "./broadcast-comparison.ts";
import { buildsText, differenceText, line } from "./difference-text.ts";
import { resultDifference, type StoredResult } from "./result-difference.ts";

/** What playing a record again came to. */
export interface Verification {
  /**
   * `differs`: what is recorded is not what this build computes, or bytes of it were changed. `cut`: no more is wrong than that
   * its end is missing. `foreign`: it is none that this build can play to its end.
   */
  readonly verdict: "verified" | "differs" | "cut" | "damaged" | "foreign";
  /** One line for a person. */
  readonly text: string;
  /** Another build recorded it, whose rules may be the reason that it differs or cannot be played: it is held against nobody. */
  readonly otherBuild: boolean;
}

/** Gathers a match's result while its record is played again. */
export interface ResultGatherer {
  visit(world: World, inputs: Inputs<object>): void;
  result(ending: Outcome | { readonly reason: string }): MatchResult | undefined;
}

export interface VerifyOptions {
  readonly gameById: (id: string) => AnyGame | undefined;
  /** The code that judges; without it every record counts as its own. */
  readonly build?: string | undefined;
  /** What is stored as the match's result, and what gathers it from the record. */
  readonly stored?: StoredResult | undefined;
  readonly gather?: (game: AnyGame, header: RecordReading<object>["header"]) => ResultGatherer;
  /** What was broadcast of the match, to be held against it. */
  readonly seen?: { readonly broadcast: PlayedBroadcast; readonly view: SpectatorsView } | undefined;
  /** Called now and then. */
  readonly progress?: () => void;
}

/** Far more than any match needs, and by each tick; a record that was made to take longer is given up. A tick of Arena takes 0.02 ms. */
const MAX_MS = 45_000;
const MAX_MS_PER_TICK = 1;
const FRAMES_A_LOOK = 512;

/** Plays a record again and compares all that it holds, and what is stored and was broadcast of its match. Never throws for what bytes say. */
export function verifyRecord(bytes: Uint8Array, options: VerifyOptions): Verification {
  const read = readRecord(bytes, (id) => {
    const game = options.gameById(id);
    return game && layoutOf(game.Input);
  });
  if (!read.ok) {
    const broken = read.problem === "not a record" || read.problem === "a broken frame";
    return { verdict: broken ? "damaged" : "foreign", text: `cannot be verified, it is ${read.problem}`, otherBuild: !broken };
  }
  const { header } = read.record;
  const game = options.gameById(header.game);
  if (!game) return { verdict: "foreign", text: `cannot be verified, this build has no game "${header.game}"`, otherBuild: true };
  const { build = header.build } = options;
  const otherBuild = header.build !== build;
  try {
    return { otherBuild, ...judge(game, read.record, { ...options, build }) };
  } catch (error) {
    if (error instanceof GivenUp) return { verdict: "foreign", text: `cannot be verified, ${error.message}`, otherBuild };
    // RangeError is what readers throw; others come from a game that was given options or inputs that no room would give it.
    const builds = otherBuild ? buildsText(header.build, build) : "";
    return { verdict: "damaged", text: `damaged: ${error instanceof Error ? error.message : String(error)}${builds}`, otherBuild };
  }
}

/** Says nothing of the record: the machine may be busy. */
class GivenUp extends Error {}

/** `otherBuild` where it is settled whatever the build. */
function judge(
  game: AnyGame,
  record: RecordReading<object>,
  { build, stored, gather, seen, progress }: VerifyOptions & { readonly build: string },
): Pick<Verification, "verdict" | "text"> & { readonly otherBuild?: false } {
  const { header } = record;
  if (stored?.result.ranked && header.from)
    return { verdict: "differs", text: `differs: a ranked match begins at no other's tick; ${line(header.matchId)}`, otherBuild: false };
  if (seen && seen.broadcast.head.matchId !== header.matchId)
    throw new RangeError(`the broadcast is of another match, ${line(seen.broadcast.head.matchId)}`);
  const gatherer = stored && gather?.(game, header);
  const began = performance.now();
  const look = () => {
    if (performance.now() - began > MAX_MS + MAX_MS_PER_TICK * run.result.ticks) throw new GivenUp("it takes too long to play");
    progress?.();
  };
  const comparison = seen && new BroadcastComparison(game, seen.broadcast, seen.view, look);
  const run = new Resimulating(game, record, (world, _tick, inputs) => {
    gatherer?.visit(world, inputs);
    comparison?.visit(world);
  });
  for (let frames = 1; run.next(); frames++) if (frames % FRAMES_A_LOOK === 0) look();
  const { result } = run;
  const shown = comparison?.result(result.ended && seen?.broadcast.whole ? run.world : undefined);
  const what = `${line(header.game)} ${line(header.matchId)}: ${result.ticks} ticks, ${result.hashes} hashes${shown ? `, ${shown.states} states of the broadcast` : ""}`;
  const differs = differenceText(result, shown);
  if (differs !== undefined) {
    const by = header.build === build ? `, recorded by build ${line(build)}` : buildsText(header.build, build);
    return { verdict: "differs", text: `differs: ${differs}; ${what}${by}`, ...(result.altered && { otherBuild: false }) };
  }
  if (!result.ended) return { verdict: "cut", text: `verified up to tick ${run.world.tick}, the record is cut: ${what}` };
  const ending = gatherer && lastOutcome(record);
  const computed = ending && gatherer?.result(ending);
  const wrong = stored && computed && resultDifference(stored, computed);
  if (wrong)
    return { verdict: "differs", text: `differs: the stored result has ${wrong.path} ${wrong.recorded}, computed ${wrong.computed}; ${what}` };
  return { verdict: "verified", text: `verified: ${what}` };
}

function lastOutcome(record: RecordReading<object>): Outcome | { readonly reason: string } {
  for (const frame of record.frames()) if (frame.kind === "end") return frame.outcome;
  return { reason: "fault" };
}
