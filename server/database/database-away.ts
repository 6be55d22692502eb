import { AppError } from "../errors.ts";

const RETRY_AFTER_SECONDS = 5;

/** What pg, PGlite and Kysely say without a code; anchored, as anybody's error may speak of a connection. */
const SAID_BY_DRIVERS =
  /^(connection terminated|timeout exceeded when trying to connect|client (was|has been) closed|client has encountered a connection error|query read timeout|pglite (is|instance is) (closed|closing)|driver has already been destroyed|cannot use a pool after)/i;

/** What a person is told who asked for what only the database knows or keeps. */
export function databaseAway(cause: unknown): AppError {
  return new AppError("server/database", "The database cannot be asked at the moment: try again soon.", {
    cause,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

/** True for what a driver throws where no server answers, the connection breaks or a query takes too long; not for a query that is wrong. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AppError) return false;
  // A file that cannot be read has a code of the same kind.
  if ("path" in error) return false;
  const code = "code" in error ? String(error.code) : "";
  if (/^(08|53|57|58)\w{3}$|^E[A-Z]{3,}$/.test(code)) return true;
  return code === "" && SAID_BY_DRIVERS.test(error.message);
}
