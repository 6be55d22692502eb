import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import { databaseAway, isAway } from "../database/database-away.ts";
import { AppError } from "../errors.ts";
import { faultOf } from "../lib/fault.ts";
import type { Log } from "../lib/log.ts";

/** Too many requests, and service unavailable: whoever asks again later has an answer. */
const PASSING: ReadonlySet<number> = new Set([429, 503]);
/** For those that know no better time: about what a full queue or a restart takes. */
export const RETRY_AFTER_SECONDS = 5;

/** The body of every refusal. The stock SDK shows `message`, our own client reads `error`. */
export function errorBody(error: AppError): { error: { code: string; message: string }; message: string } {
  return { error: { code: error.code, message: error.message }, message: error.message };
}

/** Answers whatever a handler threw; what is not an AppError is logged, and its text stays here. */
export function replyWithError(log: Log): ErrorRequestHandler {
  return (thrown: unknown, _request, response: Response, next) => {
    if (response.headersSent) {
      next(thrown);
      return;
    }
    const error = asAppError(thrown, log);
    const seconds = error.retryAfterSeconds ?? (PASSING.has(error.status) && !response.hasHeader("Retry-After") ? RETRY_AFTER_SECONDS : undefined);
    if (seconds !== undefined) response.setHeader("Retry-After", seconds);
    response.status(error.status).json(errorBody(error));
  };
}

/** For paths that nothing answers. */
export const notFound: RequestHandler = (request: Request) => {
  throw new AppError("request/not-found", `There is no ${request.path}.`);
};

function asAppError(thrown: unknown, log: Log): AppError {
  if (thrown instanceof AppError) return thrown;
  const status = thrown instanceof Error && "status" in thrown ? thrown.status : undefined;
  if (typeof status === "number" && status >= 400 && status < 500) return new AppError("request/malformed", "This request cannot be read.");
  if (isAway(thrown)) {
    log.warn({ error: String(thrown) }, "a request needs the database, which is away");
    return databaseAway(thrown);
  }
  return faultOf(thrown, log);
}
