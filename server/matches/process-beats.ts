import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";

/** A process whose beat has stood still for this long, as seen by another that could reach the database all the time, is gone. */
const GONE_MS = 60_000;

export interface ProcessBeatsOptions {
  readonly database: Database;
  /** A directory that one process at a time owns: whoever wrote its name there before is gone. */
  readonly dir: string;
  /** Milliseconds that only grow. */
  readonly nowMs?: () => number;
}

/** Tells other processes that this one lives, and finds out who does not. */
export class ProcessBeats {
  /** This process, in the database. */
  readonly id = randomUUID();
  readonly #database: Database;
  readonly #nowMs: () => number;
  readonly #predecessor: string | undefined;
  readonly #others = new Map<string, { readonly seen: string; readonly sinceMs: number }>();

  constructor({ database, dir, nowMs = () => performance.now() }: ProcessBeatsOptions) {
    this.#database = database;
    this.#nowMs = nowMs;
    mkdirSync(dir, { recursive: true });
    const file = join(dir, "process");
    this.#predecessor = readIfThere(file);
    writeFileSync(file, this.id);
  }

  /** Beats, and returns the processes with live matches that are gone. */
  async beat(): Promise<readonly string[]> {
    try {
      return await this.#beat();
    } catch (error) {
      // Who could not reach the database cannot tell who else could.
      this.#others.clear();
      throw error;
    }
  }

  async #beat(): Promise<readonly string[]> {
    const seen_at = sql<Date>`now()`;
    await this.#database
      .insertInto("match_processes")
      .values({ id: this.id, seen_at })
      .onConflict((conflict) => conflict.column("id").doUpdateSet({ seen_at }))
      .execute();
    const others = await this.#database
      .selectFrom("matches")
      .leftJoin("match_processes", "match_processes.id", "matches.process")
      .select(["matches.process", "match_processes.seen_at"])
      .distinct()
      .where("state", "=", "live")
      .where("matches.process", "is not", null)
      .where("matches.process", "<>", this.id)
      .execute();
    const nowMs = this.#nowMs();
    return others.flatMap(({ process, seen_at }) => (process !== null && this.#isGone(process, String(seen_at?.getTime()), nowMs) ? [process] : []));
  }

  #isGone(process: string, seen: string, nowMs: number): boolean {
    if (process === this.#predecessor) return true;
    const known = this.#others.get(process);
    if (known?.seen === seen) return nowMs - known.sinceMs >= GONE_MS;
    this.#others.set(process, { seen, sinceMs: nowMs });
    return false;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
