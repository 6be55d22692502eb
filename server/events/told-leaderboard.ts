import type { PlayerId } from "../ids.ts";
import type { Board, Entry, Leaderboard } from "../leaderboard/leaderboard.ts";
import type { LiveFeed } from "./live-feed.ts";

/** The places that are told of. */
const TOP = 5;
/** Many matches may end at once: a board is looked at no more often. */
const EVERY_MS = 2000;

export interface ToldLeaderboardOptions {
  readonly leaderboard: Pick<Leaderboard, "boards" | "submit" | "refresh" | "top" | "seasons">;
  readonly feed: LiveFeed;
  readonly log: { warn(fields: object, event: string): void };
}

/** Boards whose changed top places the feed tells of. */
export class ToldLeaderboard implements Pick<Leaderboard, "boards" | "submit" | "refresh"> {
  readonly boards: readonly Board[];
  readonly #options: ToldLeaderboardOptions;
  readonly #changed = new Set<string>();
  /** What was told of a board last. */
  readonly #told = new Map<string, string>();
  #looking: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ToldLeaderboardOptions) {
    this.#options = options;
    this.boards = options.leaderboard.boards;
  }

  async submit(board: string, entries: readonly Entry[]): Promise<void> {
    await this.#options.leaderboard.submit(board, entries);
    this.#changed.add(board);
  }

  async refresh(player: PlayerId): Promise<void> {
    await this.#options.leaderboard.refresh(player);
    for (const { id } of this.boards) this.#changed.add(id);
  }

  /** Tells of changes from now on, against the places of now. */
  start(): void {
    for (const { id } of this.boards) void this.#enqueue(id, "silently");
    this.#timer = setInterval(() => void this.look(), EVERY_MS).unref();
  }

  /** Resolves once nothing is under way. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#changed.clear();
    await this.#looking;
  }

  /** Tells of the boards that were written to since the last look and whose top places are others now. */
  async look(): Promise<void> {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const board of changed) void this.#enqueue(board);
    await this.#looking;
  }

  #enqueue(board: string, how?: "silently"): Promise<void> {
    const { log } = this.#options;
    this.#looking = this.#looking
      .then(() => this.#tell(board, how))
      .catch((error: unknown) => {
        // Looked at again with the next entry: the feed is news, the board itself is the truth.
        log.warn({ board, error: String(error) }, "the feed does not tell of a board");
      });
    return this.#looking;
  }

  async #tell(id: string, how?: "silently"): Promise<void> {
    const { leaderboard, feed } = this.#options;
    const board = this.boards.find((each) => each.id === id);
    const season = (await leaderboard.seasons(id))[0];
    if (!board || season === undefined) return;
    const { standings } = await leaderboard.top(id, { season, limit: TOP });
    const top = standings.map(({ rank, player, name, value }) => ({ rank, player, name, value }));
    const data = { board: id, title: board.title, game: board.game, season, top };
    const told = JSON.stringify(data);
    if (this.#told.get(id) === told) return;
    this.#told.set(id, told);
    if (how !== "silently") feed.publish({ name: "leaderboard", game: board.game, data });
  }
}
