import { sql } from "kysely";
import type { Database } from "./open-database.ts";

/** Probes come every few seconds, from several places: one question a second answers them all. */
const KEPT_MS = 1000;
/** Less than a probe waits. */
const PATIENCE_MS = 800;

/** Whether the database answers now. */
export class DatabasePulse {
  readonly #database: Database;
  #asked: Promise<boolean> | undefined;
  #untilMs = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  /** At most a second old. */
  answers(): Promise<boolean> {
    if (!this.#asked || performance.now() >= this.#untilMs) {
      this.#untilMs = performance.now() + KEPT_MS;
      this.#asked = this.#ask();
    }
    return this.#asked;
  }

  #ask(): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), PATIENCE_MS);
    sql`select 1`
      .execute(this.#database)
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(timer));
    return promise;
  }
}
