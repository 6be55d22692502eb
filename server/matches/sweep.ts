import type { AnyGame } from "../../rooms/lib/game.ts";
import { isAway } from "../database/database-away.ts";
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
/** Beyond, they are told of again. */
const MAX_TOLD = 1000;
/** What the operator is told as trouble begins and once it is over. */
const AWAY = { begun: "the database is away: results wait on disk", over: "the database is back" } as const;
const FAILING = { begun: "matches cannot be swept: it is tried again", over: "matches are swept again" } as const;

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
  #trouble: typeof AWAY | typeof FAILING | undefined;
  /** Matches that could not be finished, which the log knows. */
  readonly #told = new Set<MatchId>();
  /** Those of them that wait until all others have had their turn. */
  readonly #passed = new Set<MatchId>();

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
    for (const result of await store.claim(AT_ONCE)) await this.#finish(result.id, async () => result);
    const rows = await store.liveIn([beats.id, ...gone], [...matches.owned(), ...this.#passed], AT_ONCE);
    const last = rows.length < AT_ONCE;
    if (last) this.#passed.clear();
    for (const { id, ...row } of rows) {
      const match = id as MatchId;
      const finished = await this.#finish(match, () => this.#resultOf(match, row));
      if (!finished && !last) this.#passed.add(match);
    }
  }

  /** False where it could not be finished now; the log is told the first time. */
  async #finish(match: MatchId, resultOf: () => Promise<MatchResult>): Promise<boolean> {
    const { steps, log } = this.#options;
    try {
      const result = await resultOf();
      await finishMatch(steps, result);
      this.#told.delete(match);
      log.info({ match, reason: result.reason }, "a match was finished by a sweep");
      return true;
    } catch (error) {
      if (!this.#told.has(match)) log.warn({ match, error: String(error) }, "a match cannot be finished yet: it is tried again");
      if (this.#told.size >= MAX_TOLD) this.#told.clear();
      this.#told.add(match);
      return false;
    }
  }

  /** Of a match whose process is gone: from its record where that has its end, else the server's fault. Rejects where the record cannot be read now. */
  async #resultOf(id: MatchId, { game: name, mode, map, ranked, started_at: startedAt }: Omit<LiveRow, "id">): Promise<MatchResult> {
    const { games, journal } = this.#options;
    const game = games.find((each) => each.id === name);
    const bytes = game && (await journal.readRecord(id));
    return (
      (game && bytes && this.#replayed(id, game, bytes)) ?? {
        ...{ id, game: name, mode, map, ranked, startedAt, endedAt: startedAt },
        ...{ reason: "fault", counts: false, participants: [], bots: [] },
      }
    );
  }

  /** Undefined where a game's rules fail on the record: they would every time. */
  #replayed(match: MatchId, game: AnyGame, bytes: Uint8Array): MatchResult | undefined {
    try {
      return resultFromRecord(game, bytes);
    } catch (error) {
      this.#options.log.error({ match, err: error }, "a record does not play again: its match ends as the server's fault");
      return undefined;
    }
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
      if (this.#trouble) log.info({}, this.#trouble.over);
      this.#trouble = undefined;
    } catch (error) {
      const trouble = isAway(error) ? AWAY : FAILING;
      if (this.#trouble !== trouble) log.error({ error: String(error) }, trouble.begun);
      this.#trouble = trouble;
    }
  }
}
