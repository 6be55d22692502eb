import type { Database } from "../database/open-database.ts";
import { BackgroundVerifier, type BackgroundVerifierOptions } from "./background-verifier.ts";
import { VerificationStore } from "./verification-store.ts";
import { VerifyThread } from "./verify-thread.ts";

export interface OpenVerificationOptions extends Omit<BackgroundVerifierOptions, "store" | "thread"> {
  readonly database: Database;
  /** The process that plays here, as the database knows it. */
  readonly process: string;
  /** A module that calls `answerVerifyJobs` with the games. */
  readonly entry: URL;
}

/** `start()` it at the start, `await stop()` before the database is closed. */
export function openVerification({ database, process, entry, ...options }: OpenVerificationOptions): BackgroundVerifier {
  return new BackgroundVerifier({ ...options, store: new VerificationStore(database, process), thread: new VerifyThread(entry) });
}
