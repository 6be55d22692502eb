import type { MatchId } from "../ids.ts";
import type { Journal } from "../journal/journal.ts";
import type { MatchResult } from "../matches/match-result.ts";
import type { VerificationStore } from "./verification-store.ts";
import type { Verification } from "./verify-record.ts";
import type { VerifyThread } from "./verify-thread.ts";

const EVERY_MS = 3000;
/** A record of 15 minutes with 16 players has about 15 MB; what is larger is none that a match wrote. */
const MAX_RECORD_BYTES = 64 * 1024 * 1024;

export interface BackgroundVerifierOptions {
  readonly store: Pick<VerificationStore, "claim" | "mark" | "erasedSeats">;
  readonly resultOf: (id: MatchId) => Promise<MatchResult | undefined>;
  readonly journal: Pick<Journal, "readRecord">;
  readonly thread: Pick<VerifyThread, "verify" | "stop">;
  readonly build: string;
  /** Counts what came of each. */
  readonly counted: (what: "verified" | "differs" | "failed") => void;
  readonly log: { warn(fields: object, event: string): void; error(fields: object, event: string): void };
}

/** Verifies ranked results one after another, while there are any, and marks them. What is cut off is begun again later. */
export class BackgroundVerifier {
  readonly #options: BackgroundVerifierOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: BackgroundVerifierOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#running = this.#turn().finally(() => !this.#stopped && this.start());
    }, EVERY_MS).unref();
  }

  /** Resolves once nothing is under way: what is, is given up and tried again after the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#options.thread.stop();
    await this.#running;
  }

  /** Verifies one match; false where none waits. Rejects where the database is away. */
  async once(): Promise<boolean> {
    const { store, counted, log } = this.#options;
    const claimed = await store.claim();
    if (!claimed) return false;
    const { id, last } = claimed;
    const { verdict, text, otherBuild } = await this.#verify(id);
    if (this.#stopped) return false;
    const marked = verdict === "verified" ? verdict : (verdict === "differs" || verdict === "damaged") && !otherBuild ? "differs" : undefined;
    if (marked) {
      await store.mark(id, marked);
      counted(marked);
      if (marked === "differs") log.error({ match: id, text }, "a result is not what its record comes to");
    } else if (last) {
      counted("failed");
      log.warn({ match: id, text, ...(otherBuild && { code: "match/build" }) }, "a result cannot be verified");
    }
    return true;
  }

  async #verify(id: MatchId): Promise<Omit<Verification, "verdict"> & { verdict: Verification["verdict"] | "failed" }> {
    const { store, resultOf, journal, thread, build } = this.#options;
    try {
      const bytes = await journal.readRecord(id);
      if (!bytes) return failed("its record is not there");
      if (bytes.length > MAX_RECORD_BYTES) return failed(`its record has ${bytes.length} bytes`);
      const result = await resultOf(id);
      if (!result) return failed("its result is not there");
      return await thread.verify({ bytes, build, stored: { result, erased: await store.erasedSeats(id) } });
    } catch (error) {
      return failed(String(error));
    }
  }

  async #turn(): Promise<void> {
    try {
      while (!this.#stopped && (await this.once()));
    } catch {
      // The database is away, which others tell of: what waits is found once it is back.
    }
  }
}

function failed(text: string): { readonly verdict: "failed"; readonly text: string; readonly otherBuild: false } {
  return { verdict: "failed", text, otherBuild: false };
}
