import { AppError } from "../errors.ts";

/** For who asks for a name that an account has, or one that looks like it. */
export function nameTaken(): AppError {
  return new AppError("identity/name-taken", "This name, or one that looks like it, is somebody's: choose another.");
}
