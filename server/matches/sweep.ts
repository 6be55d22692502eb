import type { AnyGame } from "../../rooms/lib/game.ts";
import type { MatchId } from "../ids.ts";
import type { Journal } from "../journal/journal.ts";
import { type FinishSteps, finishMatch } from "./finish-match.ts";
import type { MatchResult } from "./match-result.ts";
import type { LiveRow, MatchStore } from "./match-store.ts";
import type { ProcessBeats } from "./process-beats.ts";
import { resultFromRecord } from "./result-from-record.ts";
import type { MatchLog, StoredMatches } from "./stored-matches.ts";

const EVERY_MS = 15_000;
/** Results of this process that wait for the database are tried again this often. */
const RETRY_MS = 1000;
/** What one sweep takes of each kind; the rest is for the next, or for another process. */
const AT_ONCE = 50;

export interface SweepOptions {
  readonly store: MatchStore;
  readonly steps: FinishSteps;
  readonly matches: StoredMatches;
  readonly beats: ProcessBeats;
  readonly journal: Pick<Journal, "readRecord">;
  readonly games: readonly AnyGame[];
  readonly log: MatchLog;
}

/** Finishes what was left half-way: at the start of a process and from time to time, in any number of processes at once. */
export class MatchSweep {
  readonly #options: SweepOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;
  #away = false;

  constructor(options: SweepOptions) {
    this.#options = options;
  }

  /** Reads what is on disk, then sweeps until `stop`. */
  async start(): Promise<void> {
    await this.#options.matches.resume();
    this.#schedule(EVERY_MS);
  }

  /** Resolves once nothing is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    await this.#options.matches.idle();
  }

  /** One sweep. Rejects where the database is away. */
  async once(): Promise<void> {
    const { store, matches, beats } = this.#options;
    const gone = await beats.beat();
    await matches.settleWaiting();
    for (const result of await store.claim(AT_ONCE)) await this.#finish(result);
    for (const row of await store.liveIn([beats.id, ...gone], matches.owned(), AT_ONCE)) await this.#finish(await this.#resultOf(row));
  }

  async #finish(result: MatchResult): Promise<void> {
    const { steps, log } = this.#options;
    try {
      await finishMatch(steps, result);
      log.info({ match: result.id, reason: result.reason }, "a match was finished by a sweep");
    } catch (error) {
      log.warn({ match: result.id, error: String(error) }, "a match is not finished");
    }
  }

  /** Of a match whose process is gone: from its record where that has its end, else the server's fault. */
  async #resultOf(row: LiveRow): Promise<MatchResult> {
    const { games, journal } = this.#options;
    const game = games.find(({ id }) => id === row.game);
    const bytes = game && (await journal.readRecord(row.id as MatchId));
    const { id, mode, map, ranked, started_at: startedAt } = row;
    return (
      (game && bytes && resultFromRecord(game, bytes)) ?? {
        ...{ id: id as MatchId, game: row.game, mode, map, ranked, startedAt, endedAt: startedAt },
        ...{ reason: "fault", counts: false, participants: [], bots: [] },
      }
    );
  }

  #schedule(sinceMs: number): void {
    if (this.#stopped) return;
    const due = sinceMs >= EVERY_MS || this.#options.matches.waiting;
    if (due) this.#running = this.#turn().finally(() => this.#wait(0));
    else this.#wait(sinceMs);
  }

  #wait(sinceMs: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.#schedule(sinceMs + RETRY_MS), RETRY_MS).unref();
  }

  async #turn(): Promise<void> {
    const { log } = this.#options;
    try {
      await this.once();
      if (this.#away) log.info({}, "the database is back");
      this.#away = false;
    } catch (error) {
      if (!this.#away) log.error({ error: String(error) }, "the database is away: results wait on disk");
      this.#away = true;
    }
  }
}
