import type { BoardLedger } from "./board-ledger.ts";
import type { Board } from "./leaderboard.ts";
import type { RankIndex, Reading, Window } from "./rank-index.ts";

/**
 * Standings read at once. The embedded database stands in the way of ticks while it reads: 12 ms for this many, measured with
 * 200,000 on a busy machine, and 2 ms for the index. With fewer a server waits for the network: 500 took a million 39 s there.
 */
const PAGE = 1000;
/** A reading is repeated where the index was lost or others wrote meanwhile; more often than this is a fault. */
const MAX_ATTEMPTS = 20;

/** How far a rebuild is: versions of the ledger that are in the index, and all there are. */
export type OnProgress = (through: number, head: number) => void;

/** The rank index of one season, kept up with the ledger: it follows when it is read, from wherever it is. */
export class SeasonIndex {
  readonly board: Board;
  readonly season: string;
  readonly #ledger: BoardLedger;
  readonly #index: RankIndex;
  #checked: Promise<void> | undefined;
  #following: Promise<void> | undefined;
  /** How many were listed when it was last read. */
  size = 0;

  constructor(ledger: BoardLedger, board: Board, season: string, index: RankIndex) {
    this.#ledger = ledger;
    this.board = board;
    this.season = season;
    this.#index = index;
  }

  /** As it is, however old. */
  async peek(window: Window): Promise<Reading> {
    await this.#check();
    return this.#index.read(window);
  }

  /** Holds everything up to version `head`. */
  async read(window: Window, head: number, onProgress?: OnProgress): Promise<Reading> {
    await this.#check();
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const reading = await this.#index.read(window);
      this.size = reading.total;
      if (reading.through >= head) return reading;
      this.#following ??= this.#follow(head, onProgress).finally(() => {
        this.#following = undefined;
      });
      await this.#following;
    }
    throw new Error(`The ranks of ${this.board.id} in ${this.season} are lost faster than they are rebuilt`);
  }

  /** Once: begins again where the index is ahead, as the database is an older copy of itself. */
  async #check(): Promise<void> {
    this.#checked ??= this.#wipeAhead().catch((error: unknown) => {
      this.#checked = undefined;
      throw error;
    });
    await this.#checked;
  }

  async #wipeAhead(): Promise<void> {
    const through = await this.#index.through();
    const now = await this.#ledger.head(this.board, this.season);
    if (through > (now?.head ?? 0)) await this.#index.wipe();
  }

  async #follow(head: number, onProgress?: OnProgress): Promise<void> {
    for (let from = await this.#index.through(); from < head; ) {
      const { changes, to } = await this.#ledger.changesAfter(this.board, this.season, from, PAGE);
      // A page that is not full is the last: there is nothing between its end and `head`.
      from = await this.#index.apply(from, changes, changes.length < PAGE ? Math.max(to, head) : to);
      onProgress?.(from, head);
    }
  }
}
