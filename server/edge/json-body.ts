import express, { type RequestHandler } from "express";
import { AppError } from "../errors.ts";

const MAX_BYTES = 16 * 1024;
const MAX_DEPTH = 8;
const MAX_KEYS = 64;
/** Names through which a reader of the body could meet a prototype instead of a value. */
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype", "hasOwnProperty"]);

/** An object made of nothing but what was sent: it has no prototype, so `options.isAdmin` is there only if somebody sent it. */
export type Fields = Readonly<Record<string, unknown>>;

const parse = express.json({ limit: MAX_BYTES, inflate: false, strict: true });
const readJson: RequestHandler = (request, response, next) => {
  parse(request, response, (error?: unknown) => next(error && isTooDeep(error) ? tooBig() : error));
};

/** Parses a small JSON body and bounds its depth and its keys before anybody uses it. */
export const jsonBody: RequestHandler[] = [
  readJson,
  (request, _response, next) => {
    request.body = bounded(request.body ?? {});
    next();
  },
];

/** A copy of `value` without prototypes; throws AppError where it is no object, too deep or has too many or forbidden keys. */
export function bounded(value: unknown): Fields {
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new AppError("request/malformed", "Send a JSON object.");
  const budget = { keys: MAX_KEYS };
  return copyObject(value, 1, budget);
}

function copy(value: unknown, depth: number, budget: { keys: number }): unknown {
  if (value === null || typeof value !== "object") return value;
  if (depth > MAX_DEPTH) throw tooBig();
  if (!Array.isArray(value)) return copyObject(value, depth, budget);
  spend(budget, value.length);
  return value.map((item) => copy(item, depth + 1, budget));
}

function copyObject(value: object, depth: number, budget: { keys: number }): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.create(null);
  const entries = Object.entries(value);
  spend(budget, entries.length);
  for (const [key, item] of entries) {
    if (FORBIDDEN_KEYS.has(key)) throw new AppError("request/malformed", `"${key}" is not a name that a request may use.`);
    fields[key] = copy(item, depth + 1, budget);
  }
  return fields;
}

function spend(budget: { keys: number }, count: number): void {
  budget.keys -= count;
  if (budget.keys < 0) throw tooBig();
}

function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError;
}

function tooBig(): AppError {
  return new AppError("request/too-large", `Send at most ${MAX_KEYS} values, ${MAX_DEPTH} levels deep.`);
}
