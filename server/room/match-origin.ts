import { setImmediate as turn } from "node:timers/promises";
import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { toPlain } from "../../rooms/lib/plain.ts";
import { type KeyframeFrame, type RecordReading, readRecord } from "../../rooms/lib/record.ts";
import { Resimulating } from "../../rooms/lib/resimulate.ts";
import { AppError } from "../errors.ts";
import { isMatchId } from "../ids.ts";
import type { OriginOptions } from "./join-options.ts";
import type { RoomServices } from "./room-services.ts";

/** Where a match goes on from another. */
export interface MatchOrigin extends OriginOptions {
  readonly seed: number;
  /** Of the game, as the other match had them. */
  readonly options: object;
  /** After that tick, on plain objects. */
  readonly world: World;
}

/** Nothing else waits for longer than this while a match is looked up; its largest step, a keyframe, takes under a millisecond. */
const SLICE_MS = 3;

const OTHER_BUILD = "This match was played by another build, which plays otherwise: nobody can go on from it.";
const DAMAGED = "The record of this match is damaged: nobody can go on from it.";

type OriginServices = Pick<RoomServices, "history" | "liveMatches" | "journal" | "build">;

/** Throws AppError where `from` is no match that `player` may go on from. */
export async function checkOrigin({ history, liveMatches }: OriginServices, from: OriginOptions | undefined, player: string): Promise<void> {
  if (!from) return;
  const over = isMatchId(from.match) ? await history.find(from.match) : undefined;
  if (over?.seats.some((seat) => seat.player === player)) return;
  const live = liveMatches.live().find(({ id }) => id === from.match);
  // To everybody else it is played until spectators have seen its end.
  if (live && (live.ranked || live.players().some((seat) => seat.player === player)))
    throw new AppError("match/live", "This match is still played: go on from it once it is over.");
  if (!over?.ranked) throw new AppError("match/unknown", "There is no such match that is over.");
}

/** The world of a match that is over, after `from.tick`; undefined where none is asked for. Throws AppError where it cannot be had. */
export async function loadOrigin(
  { journal, build }: OriginServices,
  game: AnyGame,
  from: OriginOptions | undefined,
): Promise<MatchOrigin | undefined> {
  if (!from) return undefined;
  const bytes = isMatchId(from.match) ? await journal.readRecord(from.match) : undefined;
  if (!bytes) throw new AppError("match/unknown", "The record of this match is not kept any more.");
  const read = readRecord(bytes, (id) => (id === game.id ? layoutOf(game.Input) : undefined));
  if (!read.ok) throw new AppError("match/build", OTHER_BUILD);
  try {
    return await play(game, read.record, from);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError("match/build", read.record.header.build === build ? DAMAGED : OTHER_BUILD, { cause: error });
  }
}

/** Throws RangeError where the record does not play again. */
async function play(game: AnyGame, record: RecordReading<object>, from: OriginOptions): Promise<MatchOrigin> {
  const { matchId: _, code: __, ...options } = record.header.options;
  const { keyframe, lastTick } = await nearest(record, from.tick);
  const run = new Resimulating(game, record, undefined, keyframe);
  await inSlices(() => run.world.tick < from.tick && run.next());
  const { world } = run;
  const over = world.phase === "finished" || world.tick !== from.tick;
  if (over && !run.result.mismatch) throw new AppError("match/tick", `"tick" must be one at which this match was played: from 1 to ${lastTick - 1}.`);
  const origin = { ...from, seed: record.header.seed, options, world: toPlain(layoutOf(game.State), world) };
  // Up to the next hash: a build that plays otherwise is found there.
  const { hashes } = run.result;
  await inSlices(() => run.result.hashes === hashes && run.next());
  if (run.result.mismatch) throw new RangeError("it is not the match that was played");
  return origin;
}

/** The last whole world at or before `tick`, and how far the record goes where that is not so far. */
async function nearest(record: RecordReading<object>, tick: number): Promise<{ keyframe: KeyframeFrame | undefined; lastTick: number }> {
  const frames = record.frames();
  let keyframe: KeyframeFrame | undefined;
  let lastTick = 0;
  await inSlices(() => {
    const { done, value: frame } = frames.next();
    if (done || frame.kind === "end") return false;
    if (frame.kind === "keyframe" && frame.tick <= tick) keyframe = frame;
    lastTick = frame.tick;
    return true;
  });
  return { keyframe, lastTick };
}

/** Calls `step` until it says false, and lets everything else run between times. */
async function inSlices(step: () => boolean): Promise<void> {
  for (;;) {
    const began = performance.now();
    while (performance.now() - began < SLICE_MS) if (!step()) return;
    await turn();
  }
}
