import { AppError, type ErrorCode } from "../errors.ts";

/** A text of a request's body; undefined where it is not there or null. Throws AppError `code` where it is something else. */
export function textField(body: Readonly<Record<string, unknown>>, name: string, code: ErrorCode): string | undefined {
  const value = body[name] ?? undefined;
  if (value !== undefined && typeof value !== "string") throw new AppError(code, `"${name}" must be text.`);
  return value;
}
