import { z } from "zod";
import { AppError } from "../errors.ts";
import { isMatchId, type MatchId, readInviteCode } from "../ids.ts";

/** What somebody who wants to watch asks for, complete. */
export interface WatchOptions {
  readonly matchId: MatchId;
  /** On top of the game's own delay, in whole seconds: those who wait for the same share a room. */
  readonly delayMs: number;
  readonly fromTick?: number;
  readonly code?: string;
}

/** Casters hide what they show for some minutes. */
const MAX_DELAY_MS = 15 * 60 * 1000;
const MAX_TICK = 2 ** 32;

const options = z.strictObject({
  matchId: z.string("must be the id of a match").refine(isMatchId, "must be the id of a match"),
  delayMs: z
    .number("must be a number")
    .min(0, "must be 0 to 900000")
    .max(MAX_DELAY_MS, "must be 0 to 900000")
    .default(0)
    .transform((ms) => Math.ceil(ms / 1000) * 1000),
  fromTick: z.int("must be a whole number").min(0, "must be a tick").max(MAX_TICK, "must be a tick").optional(),
  code: z
    .string("must be the five letters of an invite")
    .transform((text) => readInviteCode(text) ?? "")
    .refine((code) => code !== "", "must be the five letters of an invite")
    .optional(),
});

const seek = z.strictObject({ tick: z.int().min(0).max(MAX_TICK) });
const follow = z.strictObject({ seat: z.int().min(0).max(255).nullable() });

/** Throws AppError `match/options` with a sentence that says what to change. */
export function readWatchOptions(raw: unknown): WatchOptions {
  const read = options.safeParse({ ...(raw as object) });
  if (read.success) {
    const { matchId, delayMs, fromTick, code } = read.data;
    return { matchId: matchId as MatchId, delayMs, ...(fromTick !== undefined && { fromTick }), ...(code !== undefined && { code }) };
  }
  const [issue] = read.error.issues;
  const name = issue?.path.length ? `"${issue.path.map(String).join(".")}" ` : "";
  throw new AppError("match/options", `${name}${issue?.message ?? "is wrong"}.`);
}

/** The tick of a `watch.seek`; undefined where it makes no sense. */
export function readSeek(raw: unknown): number | undefined {
  return seek.safeParse(raw).data?.tick;
}

/** The seat of a `watch.follow`, null for nobody; undefined where it makes no sense. */
export function readFollow(raw: unknown): number | null | undefined {
  return follow.safeParse(raw).data?.seat;
}
