import { randomBytes } from "node:crypto";
import { AppError } from "../errors.ts";
import type { Log } from "./log.ts";

/** What a stranger may know of an exception: an id that leads to it in the log. */
export function faultOf(cause: unknown, log: Pick<Log, "error">): AppError {
  const fault = `f_${randomBytes(6).toString("base64url")}`;
  log.error({ fault, err: cause }, "a request failed");
  return new AppError("server/fault", `Something went wrong on our side. Try again; if it stays, report it with this id: ${fault}.`, { cause });
}
