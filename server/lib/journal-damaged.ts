import { AppError } from "../errors.ts";

/** What is kept of a match is not what was written, and never will be. */
export function journalDamaged(cause?: unknown): AppError {
  return new AppError("journal/damaged", "What is kept of this match is damaged and cannot be read.", { cause });
}

export function isJournalDamaged(error: unknown): boolean {
  return error instanceof AppError && error.code === "journal/damaged";
}
