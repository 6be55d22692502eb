import type { IncomingMessage } from "node:http";
import type { RequestHandler } from "express";
import { AppError } from "../errors.ts";
import { forgetBody } from "./forget-body.ts";

const MAX_BYTES = 16 * 1024;
const MAX_DEPTH = 8;
const MAX_KEYS = 64;
/** Names through which a reader of the body could meet a prototype instead of a value. */
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype", "hasOwnProperty"]);

/** An object made of nothing but what was sent: it has no prototype, so `options.isAdmin` is there only if somebody sent it. */
export type Fields = Readonly<Record<string, unknown>>;

/** Reads a small JSON body and bounds its depth and its keys before anybody uses it; no body is an empty object. */
export const jsonBody: RequestHandler = async (request, response, next) => {
  try {
    request.body = bounded(parsed(await bodyOf(request)));
  } catch (error) {
    await forgetBody(request);
    // What may still come of the body is not worth reading.
    response.setHeader("Connection", "close");
    throw error;
  }
  next();
};

function bodyOf(request: IncomingMessage): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  if (request.headers["content-encoding"] !== undefined) reject(new AppError("request/malformed", "Send the body as it is, not compressed."));
  else if (Number(request.headers["content-length"] ?? 0) > MAX_BYTES) reject(tooLarge());
  else {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BYTES) return void chunks.push(chunk);
      request.off("data", take).pause();
      chunks.length = 0;
      reject(tooLarge());
    };
    request.on("data", take);
    request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    request.on("error", () => reject(new AppError("request/malformed", "The request ended too early.")));
  }
  return promise;
}

function parsed(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch {
    throw new AppError("request/malformed", "The body is not JSON.");
  }
}

/** A copy of `value` without prototypes; throws AppError where it is no object, too deep or has too many or forbidden keys. */
function bounded(value: unknown): Fields {
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

function tooLarge(): AppError {
  return new AppError("request/too-large", `Send at most ${MAX_BYTES} bytes.`);
}

function tooBig(): AppError {
  return new AppError("request/too-large", `Send at most ${MAX_KEYS} values, ${MAX_DEPTH} levels deep.`);
}
