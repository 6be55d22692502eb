import { sql } from "kysely";
import type { Database } from "../database/open-database.ts";
import type { PlayerId } from "../ids.ts";
import type { Board, Entry } from "./leaderboard.ts";
import type { Change } from "./rank-index.ts";
import { seasonOf } from "./season.ts";
import { writeEntries } from "./write-entries.ts";

/** A season as the ledger knows it. */
export interface SeasonHead {
  /** Random, made with the season: another database has another one. */
  readonly generation: string;
  /** The newest version. */
  readonly head: number;
}

/** Who players are, by id; those who are gone are not among them. */
export type Names = ReadonlyMap<string, { readonly name: string; readonly guest: boolean }>;

/** Rows of one statement: 8 parameters each, of the 65,535 that PostgreSQL takes. */
const MAX_ROWS = 1000;

/**
 * The truth of all boards: every entry, and the standings that follow from them. Each change of a standing has a version, one
 * more than the last of its season; versions become visible in their order, so whoever holds all up to one can go on from it.
 */
export class BoardLedger {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(board: Board, entries: readonly Entry[]): Promise<void> {
    const seasons = Map.groupBy(entries, ({ at }) => seasonOf(board.season, at));
    for (const [season, ofSeason] of seasons) {
      for (let from = 0; from < ofSeason.length; from += MAX_ROWS) {
        const rows = ofSeason.slice(from, from + MAX_ROWS);
        await this.#database.transaction().execute((transaction) => writeEntries(transaction, board, season, rows));
      }
    }
  }

  /** Undefined where the season has no entry. */
  async head(board: Board, season: string): Promise<SeasonHead | undefined> {
    return this.#database
      .selectFrom("board_seasons")
      .select(["generation", "head"])
      .where("board", "=", board.id)
      .where("season", "=", season)
      .where("head", ">", 0)
      .executeTakeFirst();
  }

  /** Where those players are now whose standing changed after `version`, at most `limit` of them; `to` is the version of the last. */
  async changesAfter(
    board: Board,
    season: string,
    version: number,
    limit: number,
  ): Promise<{ readonly changes: readonly Change[]; readonly to: number }> {
    const rows = await this.#database
      .selectFrom("board_standings as standing")
      .leftJoin("players", "players.id", "standing.player")
      .select(["standing.player", "standing.value", "standing.reached_at", "standing.reached_seq", "standing.version", "players.guest"])
      .where("standing.board", "=", board.id)
      .where("standing.season", "=", season)
      .where("standing.version", ">", version)
      .orderBy("standing.version")
      .limit(limit)
      .execute();
    const changes = rows.map((row): Change => {
      const isListed = row.guest !== null && (board.guests || !row.guest);
      const place = { value: row.value, reachedAtMs: row.reached_at.getTime(), seq: row.reached_seq };
      return { player: row.player as PlayerId, place: isListed ? place : undefined };
    });
    return { changes, to: rows.at(-1)?.version ?? version };
  }

  async seasons(board: Board): Promise<string[]> {
    const query = this.#database.selectFrom("board_seasons").select("season").where("board", "=", board.id).where("head", ">", 0);
    return (await query.orderBy("season", "desc").execute()).map(({ season }) => season);
  }

  /** Both in one question: most of a page's time is the way to the database. */
  async headWithNames(
    board: Board,
    season: string,
    players: readonly PlayerId[],
  ): Promise<{ readonly at: SeasonHead; readonly names: Names } | undefined> {
    const rows = await this.#database
      .selectFrom("board_seasons")
      .leftJoin("players", (join) => join.on("players.id", "=", sql<string>`any(${players})`))
      .select(["generation", "head", "players.id", "players.name", "players.guest"])
      .where("board", "=", board.id)
      .where("season", "=", season)
      .where("head", ">", 0)
      .execute();
    const [at] = rows;
    const names = rows.flatMap(({ id, name, guest }) => (id !== null && name !== null && guest !== null ? [[id, { name, guest }] as const] : []));
    return at && { at, names: new Map(names) };
  }

  async names(players: readonly PlayerId[]): Promise<Names> {
    if (players.length === 0) return new Map();
    const rows = await this.#database.selectFrom("players").select(["id", "name", "guest"]).where("id", "in", players).execute();
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Gives every standing of a player a new version, so that who follows looks at the player again. */
  async touch(player: PlayerId): Promise<void> {
    const standings = await this.#database.selectFrom("board_standings").select(["board", "season"]).where("player", "=", player).execute();
    for (const { board, season } of standings) {
      await this.#database.transaction().execute(async (transaction) => {
        const { head } = await transaction
          .updateTable("board_seasons")
          .set((eb) => ({ head: eb("head", "+", 1) }))
          .where("board", "=", board)
          .where("season", "=", season)
          .returning("head")
          .executeTakeFirstOrThrow();
        await transaction
          .updateTable("board_standings")
          .set({ version: head })
          .where("player", "=", player)
          .where("board", "=", board)
          .where("season", "=", season)
          .execute();
      });
    }
  }
}
