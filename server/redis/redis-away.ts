import { AppError } from "../errors.ts";

/** Redis comes back within seconds, or an operator is at it. */
const RETRY_AFTER_SECONDS = 2;

/** What those are told who need other nodes while Redis is away. */
export function redisAway(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError("server/redis", "Matches cannot be found at the moment: try again soon.", { cause, retryAfterSeconds: RETRY_AFTER_SECONDS });
}
