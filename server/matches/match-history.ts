import { type Selectable, sql } from "kysely";
import type { Database } from "../database/open-database.ts";
import type { MatchesTable, MatchSeatsTable, RatingChangesTable } from "../database/tables.ts";
import { isGone, type MatchId, type PlayerId } from "../ids.ts";
import type { Cursor } from "./cursor.ts";
import type { MatchResult, SeatedBot } from "./match-result.ts";
import { type PlayerProfile, profileOf } from "./player-profile.ts";

/** How a match stood for a seat that somebody had. */
export interface FinishedSeat extends SeatedBot {
  /** Empty for a bot of its own, and for a person whose account is deleted. */
  readonly player: PlayerId | "";
  readonly bot: boolean;
  readonly left: boolean;
  /** What the match did to the player's rating; null where nothing. */
  readonly rating: { readonly before: number; readonly after: number; readonly provisional: boolean } | null;
}

/** A match that is over. */
export interface FinishedMatch extends Omit<MatchResult, "participants" | "bots"> {
  /** Whether the record comes to this result; null where that is not known. */
  readonly verified: "verified" | "differs" | null;
  readonly seats: readonly FinishedSeat[];
}

export interface HistoryQuery {
  readonly game?: string | undefined;
  readonly after?: Cursor | undefined;
  readonly limit: number;
  /** Left out: those whose end spectators have not seen. */
  readonly unseen?: readonly string[];
}

type Found = Pick<Selectable<MatchesTable>, "id" | "game" | "mode" | "map" | "ranked" | "started_at" | "ended_at" | "reason" | "counts" | "verified">;
type SeatRow = Pick<MatchSeatsTable, "player" | "name" | "seat" | "team" | "place" | "score" | "gone"> & {
  [Column in "value_before" | "value_after" | "provisional"]: RatingChangesTable[Column] | null;
};
const FOUND = ["matches.id", "game", "mode", "map", "ranked", "started_at", "matches.ended_at", "reason", "counts", "verified"] as const;

/** Matches that are over, newest first. */
export class MatchHistory {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Of everybody; private matches are in no list. */
  async finished({ game, after, limit, unseen = [] }: HistoryQuery): Promise<readonly FinishedMatch[]> {
    let query = this.#database.selectFrom("matches").select(FOUND).where("state", "<>", "live").where("ranked", "=", true);
    if (unseen.length > 0) query = query.where("id", "not in", unseen);
    if (game !== undefined) query = query.where("game", "=", game);
    if (after) query = query.where(sql<boolean>`(matches.ended_at, matches.id) < (${after.at}, ${after.id})`);
    return this.#complete(await query.orderBy("matches.ended_at", "desc").orderBy("matches.id", "desc").limit(limit).execute());
  }

  /** Those that a player took part in; private ones only where `own` says that it is the player who asks. */
  async ofPlayer(
    player: PlayerId,
    { game, after, limit, unseen = [], own }: HistoryQuery & { readonly own: boolean },
  ): Promise<readonly FinishedMatch[]> {
    let query = this.#database.selectFrom("match_seats").innerJoin("matches", "matches.id", "match_id").select(FOUND).where("player", "=", player);
    if (!own) query = query.where("ranked", "=", true);
    if (!own && unseen.length > 0) query = query.where("matches.id", "not in", unseen);
    if (game !== undefined) query = query.where("game", "=", game);
    if (after) query = query.where(sql<boolean>`(match_seats.ended_at, match_seats.match_id) < (${after.at}, ${after.id})`);
    return this.#complete(await query.orderBy("match_seats.ended_at", "desc").orderBy("match_seats.match_id", "desc").limit(limit).execute());
  }

  /** Undefined where there is none that is over. */
  async find(id: MatchId): Promise<FinishedMatch | undefined> {
    const found = await this.#database.selectFrom("matches").select(FOUND).where("id", "=", id).where("state", "<>", "live").execute();
    return (await this.#complete(found))[0];
  }

  /** Whether the match is over, by its result or as its process is gone; undefined where it is not known, as the database was away when it began. */
  async isOver(id: MatchId): Promise<boolean | undefined> {
    const found = await this.#database.selectFrom("matches").select("state").where("id", "=", id).executeTakeFirst();
    return found && found.state !== "live";
  }

  /** A player and their records; undefined where there is no such player. */
  profile(player: PlayerId): Promise<PlayerProfile | undefined> {
    return profileOf(this.#database, player);
  }

  async #complete(found: readonly Found[]): Promise<FinishedMatch[]> {
    if (found.length === 0) return [];
    const ids = found.map(({ id }) => id);
    const seats = await this.#database
      .selectFrom("match_seats")
      .leftJoin("rating_changes", (join) =>
        join.onRef("rating_changes.match_id", "=", "match_seats.match_id").onRef("rating_changes.player", "=", "match_seats.player"),
      )
      .select(["match_seats.match_id", "match_seats.player", "name", "seat", "team", "place", "score", "gone"])
      .select(["value_before", "value_after", "provisional"])
      .where("match_seats.match_id", "in", ids)
      .orderBy("position")
      .execute();
    const seatsOf = Map.groupBy(seats, ({ match_id }) => match_id);
    return found.map((match) => ({ ...matchOf(match), seats: (seatsOf.get(match.id) ?? []).map(seatOf) }));
  }
}

function matchOf({ id, game, mode, map, ranked, started_at, ended_at, reason, counts, verified }: Found): Omit<FinishedMatch, "seats"> {
  return {
    ...{ id: id as MatchId, game, mode, map, ranked },
    startedAt: started_at,
    endedAt: ended_at ?? started_at,
    reason: reason ?? "",
    counts: counts ?? false,
    verified,
  };
}

function seatOf({ player, name, seat, team, place, score, gone, value_before, value_after, provisional }: SeatRow): FinishedSeat {
  const rated = value_before !== null && value_after !== null && provisional !== null;
  return {
    player: (player === null || isGone(player) ? "" : player) as PlayerId | "",
    bot: player === null,
    ...{ name, seat, team, place, score, left: gone },
    rating: rated ? { before: value_before, after: value_after, provisional } : null,
  };
}
