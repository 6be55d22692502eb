import { ErrorCode } from "@colyseus/core";
import { AppError, isErrorCode } from "../errors.ts";

/** What Colyseus' errors mean to a person; undefined for those that mean a bug. Ours come back as a bare code and sentence. */
export function appErrorOf(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error ? error.code : undefined;
  if (isErrorCode(code)) return new AppError(code, error.message, { cause: error });
  if (code === ErrorCode.MATCHMAKE_INVALID_ROOM_ID || code === ErrorCode.MATCHMAKE_INVALID_CRITERIA) return unknownMatch();
  if (code === ErrorCode.MATCHMAKE_EXPIRED) return new AppError("match/over", "This seat is not held any more: join again.");
  if (code === ErrorCode.AUTH_FAILED) return new AppError("identity/token", "Sign in again: the token is missing, expired or not ours.");
  // The socket was gone before it had its seat.
  if (error.message === "reconnection denied" || error.message === "early_leave")
    return new AppError("match/over", "The connection ended while it joined: join again.");
  // Colyseus does not export the class.
  if (error.constructor.name === "SeatReservationError") return new AppError("match/full", "Every seat of this match is taken.");
  return undefined;
}

export function unknownMatch(): AppError {
  return new AppError("match/unknown", "There is no such match: it may be over.");
}
