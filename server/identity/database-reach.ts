import { databaseAway, isAway } from "../database/database-away.ts";

/** Longer than any query of ours takes on a busy machine; a player waits no longer than this for a database that hangs. */
const PATIENCE_MS = 1500;
/** After a failure nobody waits again for so long. */
const PAUSE_MS = 2000;

/** What identity says to the operator. */
export interface IdentityLog {
  warn(fields: object, event: string): void;
}

/** Asks the database, and goes on without it where it does not answer. */
export class DatabaseReach {
  readonly #log: IdentityLog;
  readonly #nowMs: () => number;
  #awayUntilMs = 0;

  constructor(log: IdentityLog, nowMs: () => number = () => performance.now()) {
    this.#log = log;
    this.#nowMs = nowMs;
  }

  /** What `ask` gives; "away" where the database does not answer, at once if it did not just before. */
  async ask<T>(ask: () => Promise<T>): Promise<T | "away"> {
    if (this.#nowMs() < this.#awayUntilMs) return "away";
    const asked = ask();
    const { promise: late, resolve } = Promise.withResolvers<"late">();
    const timer = setTimeout(() => resolve("late"), PATIENCE_MS);
    let reason = "it did not answer in time";
    try {
      const answer = await Promise.race([asked, late]);
      if (answer !== "late") return answer;
      // Its end is of no interest any more.
      asked.catch(() => {});
    } catch (error) {
      if (!isAway(error)) throw error;
      reason = String(error);
    } finally {
      clearTimeout(timer);
    }
    // Of all who asked at once, one says so.
    if (this.#nowMs() >= this.#awayUntilMs) this.#log.warn({ reason }, "the database is away: tokens are taken at their word");
    this.#awayUntilMs = this.#nowMs() + PAUSE_MS;
    return "away";
  }

  /** For what cannot be done without it: throws AppError `server/database` where it does not answer. */
  async need<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      if (!isAway(error)) throw error;
      throw databaseAway(error);
    }
  }
}
