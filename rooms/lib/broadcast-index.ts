import { type BroadcastHead, type BroadcastIndex, MAX_SEGMENT_BYTES, readMoment, type SegmentEntry } from "./broadcast.ts";

/** Bounds of what a reader takes on: segments of more than two days, and as many moments. */
const MAX_ENTRIES = 100_000;
const MAX_SCHEMA_DIGITS = 256 * 1024;
/** A year. */
const MAX_MS = 366 * 24 * 3600 * 1000;
const MAX_TICK = 0xffffffff;

/** An index as it may come from anywhere: made anew from what was checked; undefined where something in it cannot be. */
export function checkIndex(raw: unknown): BroadcastIndex | undefined {
  try {
    const { head, segments, moments, state } = bag(raw);
    if (state !== "live" && state !== "whole" && state !== "cut") return undefined;
    const entries = checkSegments(segments);
    return { head: checkHead(bag(head)), segments: entries, moments: checkMoments(moments, entries.at(-1)?.lastTick ?? 0), state };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function checkHead({ format, game, build, matchId, code, startedAt, tickHz, patchHz, schema }: Record<string, unknown>): BroadcastHead {
  return {
    ...(format !== undefined && { format: whole(format, 1, 255) }),
    game: text(game, /^[a-z][a-z0-9-]{0,63}$/),
    build: text(build, /^[\x20-\x7e]{0,100}$/),
    matchId: text(matchId, /^[A-Za-z0-9_-]{1,64}$/),
    ...(code !== undefined && { code: text(code, /^[A-Z0-9]{0,16}$/) }),
    startedAt: whole(startedAt, 0, Number.MAX_SAFE_INTEGER),
    tickHz: whole(tickHz, 1, 1000),
    patchHz: whole(patchHz, 1, 1000),
    schema: typeof schema === "string" && schema.length <= MAX_SCHEMA_DIGITS ? text(schema, /^([0-9a-f]{2})+$/) : refuse("its schema is too long"),
  };
}

/** In order, without a gap, and never back in time. */
function checkSegments(raw: unknown): SegmentEntry[] {
  let [tick, ms] = [0, 0];
  return list(raw).map((entry, n) => {
    const { firstTick, lastTick, firstMs, lastMs, bytes, rawBytes, ...rest } = bag(entry);
    if (rest.n !== n) refuse("a segment is missing or comes twice");
    const first = whole(firstTick, tick, MAX_TICK);
    const from = whole(firstMs, ms, MAX_MS);
    tick = whole(lastTick, first, MAX_TICK);
    ms = whole(lastMs, from, MAX_MS);
    const sizes = { bytes: whole(bytes, 1, MAX_SEGMENT_BYTES), rawBytes: whole(rawBytes, 1, MAX_SEGMENT_BYTES) };
    return { n, firstTick: first, lastTick: tick, firstMs: from, lastMs: ms, ...sizes };
  });
}

function checkMoments(raw: unknown, lastTick: number): BroadcastIndex["moments"] {
  return list(raw).map((moment) => ({ ...readMoment(moment), tick: whole(bag(moment).tick, 0, lastTick) }));
}

function bag(value: unknown): Record<string, unknown> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) refuse("a part of it is no object");
  return value as Record<string, unknown>;
}

function list(value: unknown): unknown[] {
  if (!Array.isArray(value) || value.length > MAX_ENTRIES) refuse("a part of it is no list, or too long a one");
  return value as unknown[];
}

function text(value: unknown, pattern: RegExp): string {
  return typeof value === "string" && pattern.test(value) ? value : refuse("a text in it is none that is written");
}

function whole(value: unknown, least: number, most: number): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) refuse("a number in it is out of range");
  return value as number;
}

function refuse(why: string): never {
  throw new RangeError(why);
}
