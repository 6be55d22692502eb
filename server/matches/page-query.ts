import { AppError } from "../errors.ts";
import { readCursor } from "./cursor.ts";
import type { HistoryQuery } from "./match-history.ts";

const LIMIT = { default: 20, max: 100 };

type Query = Readonly<Record<string, unknown>>;

/** `game`, `after` and `limit` of a request; throws AppError `request/malformed` where one makes no sense. */
export function readPageQuery(query: Query): HistoryQuery {
  const after = text(query, "after");
  const cursor = after === undefined ? undefined : readCursor(after);
  if (after !== undefined && !cursor) throw malformed('"after" must be the "next" of an earlier page.');
  return { game: text(query, "game"), after: cursor, limit: readLimit(query, LIMIT) };
}

export function readState(query: Query): "live" | "finished" {
  const state = text(query, "state") ?? "finished";
  if (state !== "live" && state !== "finished") throw malformed('"state" must be live or finished.');
  return state;
}

function readLimit(query: Query, { default: usual, max }: typeof LIMIT): number {
  const limit = Number(text(query, "limit") ?? usual);
  if (!Number.isInteger(limit) || limit < 1 || limit > max) throw malformed(`"limit" must be a whole number from 1 to ${max}.`);
  return limit;
}

function text(query: Query, name: string): string | undefined {
  const value = query[name];
  if (value !== undefined && typeof value !== "string") throw malformed(`"${name}" must be given once.`);
  // PostgreSQL has no text with a zero in it.
  if (value?.includes("\0")) throw malformed(`"${name}" has a character that no text has.`);
  return value === "" ? undefined : value;
}

function malformed(message: string): AppError {
  return new AppError("request/malformed", message);
}
