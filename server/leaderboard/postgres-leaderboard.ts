import type { Database } from "../database/open-database.ts";
import type { PlayerId } from "../ids.ts";
import { BoardLedger, type Names } from "./board-ledger.ts";
import type { Board, Entry, Leaderboard, Place, Standing, StandingsPage } from "./leaderboard.ts";
import { LocalRankIndex } from "./local-rank-index.ts";
import type { OpenRankIndex, Reading, Window } from "./rank-index.ts";
import { seasonOf } from "./season.ts";
import { type OnProgress, SeasonIndex } from "./season-index.ts";

/** Indexes of seasons that are over, kept at once; beyond, those that were not read for longest are let go. At 200 bytes a player: 200 MB. */
const MAX_ARCHIVED = 32;
const MAX_ARCHIVED_PLAYERS = 1_000_000;
/** Players found gone are taken off the board, and the page is read again. */
const MAX_ATTEMPTS = 3;

export interface PostgresLeaderboardOptions {
  readonly database: Database;
  readonly boards: readonly Board[];
  /** Where ranks are kept: in this process unless told otherwise. */
  readonly openIndex?: OpenRankIndex;
  readonly nowMs?: () => number;
}

/** Entries and standings in the database; ranks in an index that follows them. */
export class PostgresLeaderboard implements Leaderboard {
  readonly boards: readonly Board[];
  readonly #ledger: BoardLedger;
  readonly #openIndex: OpenRankIndex;
  readonly #nowMs: () => number;
  /** Least recently read first. */
  readonly #indexes = new Map<string, SeasonIndex>();
  /** Which of them a season has, by board and season. */
  readonly #known = new Map<string, string>();

  constructor({ database, boards, openIndex, nowMs }: PostgresLeaderboardOptions) {
    this.boards = boards;
    this.#ledger = new BoardLedger(database);
    this.#openIndex = openIndex ?? ((name, order) => new LocalRankIndex(name, order));
    this.#nowMs = nowMs ?? Date.now;
  }

  async submit(board: string, entries: readonly Entry[]): Promise<void> {
    const declared = this.#board(board);
    if (!declared) throw new Error(`No board "${board}" is declared`);
    const wrong = entries.find(({ value, at }) => !Number.isFinite(value) || !(at.getTime() >= 0));
    if (wrong) throw new RangeError(`An entry for ${board} has the value ${wrong.value} at ${wrong.at.getTime()}`);
    // + 0 makes a 0 of -0, which is not above 0.
    await this.#ledger.add(
      declared,
      entries.map((entry) => ({ ...entry, value: entry.value + 0 })),
    );
  }

  async top(board: string, query: Parameters<Leaderboard["top"]>[1]): Promise<StandingsPage> {
    return this.#read(board, query.season, { after: query.after, limit: query.limit });
  }

  async around(board: string, player: PlayerId, query: Parameters<Leaderboard["around"]>[2]): Promise<StandingsPage> {
    return this.#read(board, query.season, { around: player, limit: query.limit });
  }

  async among(board: string, players: readonly PlayerId[], season?: string): Promise<readonly Standing[]> {
    return (await this.#read(board, season, { players })).standings;
  }

  async seasons(board: string): Promise<readonly string[]> {
    const declared = this.#board(board);
    if (!declared) return [];
    const running = this.#running(declared);
    return [running, ...(await this.#ledger.seasons(declared)).filter((season) => season !== running)];
  }

  async refresh(player: PlayerId): Promise<void> {
    await this.#ledger.touch(player);
  }

  /** Builds the indexes of the running seasons, so that the first who look need not wait. */
  async warmUp(onProgress?: (board: Board, through: number, head: number) => void): Promise<void> {
    for (const board of this.boards) await this.#reading(board, this.#running(board), { players: [] }, (...at) => onProgress?.(board, ...at));
  }

  async #read(id: string, season: string | undefined, window: Window): Promise<StandingsPage> {
    const board = this.#board(id);
    if (!board) return { standings: [], next: undefined };
    for (let attempt = 1; ; attempt++) {
      const { rows, total, names } = await this.#named(board, season ?? this.#running(board), window);
      const gone = rows.filter(({ player }) => !names.has(player));
      // Whoever deleted them was interrupted before refresh().
      if (gone.length > 0 && attempt < MAX_ATTEMPTS) {
        for (const { player } of gone) await this.refresh(player);
        continue;
      }
      const standings = rows.flatMap(({ rank, player, value }) => {
        const known = names.get(player);
        return known ? { rank, player, name: known.name, guest: known.guest, value } : [];
      });
      return { standings, next: nextOf(rows, total) };
    }
  }

  /** The index is read first, as it is: mostly nothing was submitted since, which the question for the names answers too. */
  async #named(board: Board, season: string, window: Window): Promise<Reading & { readonly names: Names }> {
    const known = this.#known.get(`${board.id}:${season}`);
    const index = known === undefined ? undefined : this.#indexes.get(known);
    if (index) {
      const peeked = await index.peek(window);
      const now = await this.#ledger.headWithNames(board, season, playersOf(peeked));
      if (now && peeked.through >= now.at.head && nameOf(board, season, now.at.generation) === known) return { ...peeked, names: now.names };
    }
    const reading = await this.#reading(board, season, window);
    return { ...reading, names: await this.#ledger.names(playersOf(reading)) };
  }

  async #reading(board: Board, season: string, window: Window, onProgress?: OnProgress): Promise<Reading> {
    const at = await this.#ledger.head(board, season);
    if (!at) return { rows: [], total: 0, through: 0 };
    const index = this.#indexOf(board, season, at.generation);
    return index.read(window, at.head, onProgress);
  }

  #indexOf(board: Board, season: string, generation: string): SeasonIndex {
    const name = nameOf(board, season, generation);
    this.#known.set(`${board.id}:${season}`, name);
    const index =
      this.#indexes.get(name) ?? new SeasonIndex(this.#ledger, board, season, this.#openIndex(name, { lowestFirst: board.rule === "lowest" }));
    this.#indexes.delete(name);
    this.#letGo();
    this.#indexes.set(name, index);
    return index;
  }

  #letGo(): void {
    const over = [...this.#indexes].filter(([, { board, season }]) => season !== this.#running(board));
    let listed = over.reduce((sum, [, { size }]) => sum + size, 0);
    over.forEach(([name, { size }], index) => {
      if (over.length - index < MAX_ARCHIVED && listed <= MAX_ARCHIVED_PLAYERS) return;
      this.#indexes.delete(name);
      for (const [season, known] of this.#known) if (known === name) this.#known.delete(season);
      listed -= size;
    });
  }

  #board(id: string): Board | undefined {
    return this.boards.find((board) => board.id === id);
  }

  #running(board: Board): string {
    return seasonOf(board.season, new Date(this.#nowMs()));
  }
}

function nameOf(board: Board, season: string, generation: string): string {
  return `${board.id}:${season}:${generation}`;
}

function playersOf({ rows }: Reading): readonly PlayerId[] {
  return rows.map(({ player }) => player);
}

function nextOf(rows: Reading["rows"], total: number): Place | undefined {
  const last = rows.at(-1);
  return last && last.rank < total ? { value: last.value, reachedAtMs: last.reachedAtMs, seq: last.seq } : undefined;
}
