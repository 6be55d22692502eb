import type { MatchId } from "../ids.ts";
import type { RatingChange } from "../ratings/ratings.ts";
import { type FinishSteps, finishMatch } from "./finish-match.ts";
import type { MatchResult } from "./match-result.ts";
import type { MatchStore } from "./match-store.ts";
import type { Matches, StartedMatch } from "./matches.ts";
import type { ResultOutbox } from "./result-outbox.ts";

/** What matches say to the operator. */
export interface MatchLog {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

export interface StoredMatchesOptions {
  readonly store: MatchStore;
  readonly steps: FinishSteps;
  readonly outbox: ResultOutbox;
  readonly log: MatchLog;
  /** Names this process in the database. */
  readonly process: string;
}

type Settled = (changes: readonly RatingChange[]) => void;
interface Waiting {
  readonly result: MatchResult;
  readonly settled: readonly Settled[];
}

/** The matches of this process: their beginnings are in the database as soon as it is there, their results on disk first, then there too. */
export class StoredMatches implements Matches {
  readonly #options: StoredMatchesOptions;
  readonly #live = new Map<MatchId, StartedMatch>();
  /** Of the live ones, those that the database does not know: nobody would end them after a crash. */
  readonly #unstored = new Map<MatchId, StartedMatch>();
  readonly #waiting = new Map<MatchId, Waiting>();
  readonly #inFlight = new Map<MatchId, Promise<boolean>>();

  constructor(options: StoredMatchesOptions) {
    this.#options = options;
  }

  begin(match: StartedMatch): void {
    this.#live.set(match.id, match);
    void this.#store(match);
  }

  async finish(result: MatchResult, settled?: Settled): Promise<void> {
    const { outbox, log } = this.#options;
    this.#live.delete(result.id);
    this.#unstored.delete(result.id);
    this.#await(result, settled);
    try {
      await outbox.keep(result);
    } catch (error) {
      log.error({ match: result.id, error: String(error) }, "a result is not on disk");
      if (!(await this.#settle(result.id))) throw error;
      return;
    }
    void this.#settle(result.id);
  }

  live(): readonly StartedMatch[] {
    return [...this.#live.values()].sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : -1));
  }

  /** True where a beginning or a result waits for another try. */
  get waiting(): boolean {
    return this.#unstored.size > 0 || [...this.#waiting.keys()].some((id) => !this.#inFlight.has(id));
  }

  /** Ids of what this process plays or is about to store: whatever else is live under its name, nobody plays. */
  owned(): readonly MatchId[] {
    return [...this.#live.keys(), ...this.#waiting.keys()];
  }

  /** Takes over what an earlier process left on disk. */
  async resume(): Promise<void> {
    const { results, unreadable } = await this.#options.outbox.all();
    for (const result of results) if (!this.#waiting.has(result.id)) this.#await(result);
    for (const file of unreadable) this.#options.log.error({ file }, "a file in the outbox of results is no result; it stays where it is");
  }

  /** Tries what waits, one after another; of results until one does not go: that one is tried last the next time. */
  async settleWaiting(): Promise<void> {
    for (const match of [...this.#unstored.values()]) await this.#store(match);
    for (const id of [...this.#waiting.keys()]) if (!(await this.#settle(id))) return;
  }

  /** Resolves once nothing is under way; what still waits is on disk. */
  async idle(): Promise<void> {
    await Promise.all(this.#inFlight.values());
  }

  async #store(match: StartedMatch): Promise<void> {
    const { store, process, log } = this.#options;
    try {
      await store.begin(match, process);
      this.#unstored.delete(match.id);
    } catch (error) {
      // Its result stores it as well.
      if (!this.#live.has(match.id)) return;
      if (!this.#unstored.has(match.id)) log.warn({ match: match.id, error: String(error) }, "a live match is not stored yet");
      this.#unstored.set(match.id, match);
    }
  }

  #await(result: MatchResult, settled?: Settled): void {
    const known = this.#waiting.get(result.id);
    this.#waiting.set(result.id, { result: known?.result ?? result, settled: [...(known?.settled ?? []), ...(settled ? [settled] : [])] });
  }

  #settle(id: MatchId): Promise<boolean> {
    const running = this.#inFlight.get(id) ?? this.#attempt(id).finally(() => this.#inFlight.delete(id));
    this.#inFlight.set(id, running);
    return running;
  }

  async #attempt(id: MatchId): Promise<boolean> {
    const waiting = this.#waiting.get(id);
    if (!waiting) return true;
    const { steps, outbox, log } = this.#options;
    let changes: readonly RatingChange[];
    try {
      changes = await finishMatch(steps, waiting.result);
      await outbox.drop(id);
    } catch (error) {
      log.warn({ match: id, error: String(error) }, "a result waits");
      const still = this.#waiting.get(id) ?? waiting;
      this.#waiting.delete(id);
      this.#waiting.set(id, still);
      return false;
    }
    const settled = this.#waiting.get(id)?.settled ?? [];
    this.#waiting.delete(id);
    for (const tell of settled) tell(changes);
    return true;
  }
}
