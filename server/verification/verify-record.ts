import type { AnyGame, Inputs, Outcome, World } from "../../rooms/lib/game.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { type RecordReading, readRecord } from "../../rooms/lib/record.ts";
import { type Mismatch, Resimulating, type Resimulation } from "../../rooms/lib/resimulate.ts";
import type { MatchResult } from "../matches/match-result.ts";
import { resultDifference, type StoredResult } from "./result-difference.ts";

/** What playing a record again came to. */
export interface Verification {
  /**
   * `differs`: what is recorded is not what this build computes, or bytes of it were changed. `cut`: no more is wrong than that
   * its end is missing. `foreign`: it is none that this build can judge.
   */
  readonly verdict: "verified" | "differs" | "cut" | "damaged" | "foreign";
  /** One line for a person. */
  readonly text: string;
}

/** Gathers a match's result while its record is played again. */
export interface ResultGatherer {
  visit(world: World, inputs: Inputs<object>): void;
  result(ending: Outcome | { readonly reason: string }): MatchResult | undefined;
}

export interface VerifyOptions {
  readonly gameById: (id: string) => AnyGame | undefined;
  /** The code that judges: what another build recorded may play otherwise without anybody's fault. */
  readonly build?: string | undefined;
  /** What is stored as the match's result, and what gathers it from the record. */
  readonly stored?: StoredResult | undefined;
  readonly gather?: (game: AnyGame, header: RecordReading<object>["header"]) => ResultGatherer;
}

/** Far more than any match needs; a record that was made to take longer is given up. */
const MAX_MS = 45_000;
const FRAMES_A_LOOK = 512;

/** Plays a record again and compares all that it holds, and the result that is stored beside it. Never throws for what bytes say. */
export function verifyRecord(bytes: Uint8Array, options: VerifyOptions): Verification {
  const read = readRecord(bytes, (id) => {
    const game = options.gameById(id);
    return game && layoutOf(game.Input);
  });
  if (!read.ok) {
    const broken = read.problem === "not a record" || read.problem === "a broken frame";
    return { verdict: broken ? "damaged" : "foreign", text: `cannot be verified, it is ${read.problem}` };
  }
  const { header } = read.record;
  const game = options.gameById(header.game);
  if (!game) return { verdict: "foreign", text: `cannot be verified, this build has no game "${header.game}"` };
  try {
    return judge(game, read.record, options);
  } catch (error) {
    // RangeError is what readers throw; others come from a game that was given options or inputs that no room would give it.
    return { verdict: "damaged", text: `damaged: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function judge(game: AnyGame, record: RecordReading<object>, { build, stored, gather }: VerifyOptions): Verification {
  const { header } = record;
  if (stored?.result.ranked && header.from)
    return { verdict: "differs", text: `differs: a ranked match begins at no other's tick; ${line(header.matchId)}` };
  const gatherer = stored && gather?.(game, header);
  const run = new Resimulating(game, record, (world, _tick, inputs) => gatherer?.visit(world, inputs));
  const began = performance.now();
  for (let frames = 1; run.next(); frames++) {
    if (frames % FRAMES_A_LOOK === 0 && performance.now() - began > MAX_MS) throw new RangeError(`it takes longer than ${MAX_MS / 1000} s to play`);
  }
  const { result } = run;
  const what = `${line(header.game)} ${line(header.matchId)}: ${result.ticks} ticks, ${result.hashes} hashes`;
  const differs = difference(result);
  if (differs !== undefined) {
    const other = build !== undefined && header.build !== build && !result.altered;
    return { verdict: other ? "foreign" : "differs", text: `differs: ${differs}; ${what}, recorded by build ${line(header.build)}` };
  }
  if (!result.ended) return { verdict: "cut", text: `verified: ${what} (the record ends before the match)` };
  const ending = gatherer && lastOutcome(record);
  const computed = ending && gatherer?.result(ending);
  const wrong = stored && computed && resultDifference(stored, computed);
  if (wrong)
    return { verdict: "differs", text: `differs: the stored result has ${wrong.path} ${wrong.recorded}, computed ${wrong.computed}; ${what}` };
  return { verdict: "verified", text: `verified: ${what}` };
}

function difference({ mismatch, altered, ending }: Resimulation): string | undefined {
  if (mismatch) return mismatchText(mismatch);
  if (ending) return `the end is recorded with ${ending.path || "an outcome"} ${ending.recorded}, computed ${ending.computed}`;
  if (altered) return `bytes between tick ${altered.afterTick} and ${altered.byTick} were changed, to no effect on the match`;
  return undefined;
}

/** What is known: hashes bound the first tick that differs, the next whole world names the field. */
function mismatchText({ tick, agreedTick, recorded, computed, field }: Mismatch): string {
  const first = agreedTick === tick - 1 ? `first at tick ${tick}` : `first between tick ${agreedTick + 1} and ${tick}`;
  if (!field)
    return `${first} (hash at tick ${tick}: recorded ${recorded}, computed ${computed}; no world that is recorded after it shows the field)`;
  return `${first}; at tick ${field.tick} ${field.path}: recorded ${field.recorded}, computed ${field.computed}`;
}

function lastOutcome(record: RecordReading<object>): Outcome | { readonly reason: string } {
  for (const frame of record.frames()) if (frame.kind === "end") return frame.outcome;
  return { reason: "fault" };
}

/** Text of a header, which may come from anybody, on one line of a terminal. */
function line(text: string): string {
  return JSON.stringify(text.slice(0, 80)).slice(1, -1);
}
