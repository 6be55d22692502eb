import { Router } from "express";
import type { AddressLimit } from "../edge/address-limit.ts";
import type { Peers } from "../edge/peers.ts";
import { AppError } from "../errors.ts";
import type { Player } from "../identity/identity.ts";
import type { PlayerId } from "../ids.ts";
import { onlyMethod } from "../lib/only-method.ts";
import type { Leaderboard, Place, StandingsPage } from "./leaderboard.ts";
import { readCursor, writeCursor } from "./place-cursor.ts";
import { isSeasonName } from "./season.ts";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
const SCOPES = ["top", "around", "friends"] as const;

export interface LeaderboardRoutes {
  readonly leaderboard: Pick<Leaderboard, "boards" | "top" | "around" | "among" | "seasons">;
  readonly peers: Peers;
  readonly reads: AddressLimit;
  /** Who a request comes from, by its Authorization header; throws where it names nobody. */
  readonly signedIn: (authorization: string | undefined) => Promise<{ player: Player }>;
  /** The same where it need name nobody. */
  readonly viewerOf: (authorization: string | undefined) => Promise<Player | undefined>;
  /** Whom a player has as friends; the player is added. */
  readonly friendsOf: (player: PlayerId) => Promise<readonly PlayerId[]>;
}

interface Query {
  readonly scope: (typeof SCOPES)[number];
  readonly limit: number;
  readonly season: string | undefined;
  readonly after: Place | undefined;
}

/** `GET /leaderboards/:board`. */
export function leaderboardRoutes({ leaderboard, peers, reads, signedIn, viewerOf, friendsOf }: LeaderboardRoutes): Router {
  const router = Router();
  router
    .route("/leaderboards/:board")
    .get(async (request, response) => {
      reads.take(peers.of(request)?.address ?? "", response);
      const board = leaderboard.boards.find(({ id }) => id === request.params.board);
      if (!board) throw new AppError("leaderboard/unknown", "There is no such leaderboard: GET /api/games names them.");
      const query = readQuery(request.query);
      const { authorization } = request.headers;
      const player = query.scope === "top" ? await viewerOf(authorization) : (await signedIn(authorization)).player;
      const seasons = await leaderboard.seasons(board.id);
      const season = query.season ?? seasons[0] ?? "all";
      const { standings, next } = await page(board.id, { ...query, season }, player?.id);
      const { id, title, game, rule, guests } = board;
      response.json({
        board: { id, title, game, rule, guests, season: board.season },
        season,
        seasons,
        standings,
        next: next ? writeCursor(next) : null,
      });
    })
    .all(onlyMethod("GET"));
  return router;

  async function page(board: string, { scope, season, limit, after }: Query, player: PlayerId | undefined): Promise<StandingsPage> {
    if (scope === "top" || player === undefined) return leaderboard.top(board, { season, limit, after });
    if (scope === "around") return leaderboard.around(board, player, { season, limit });
    const standings = await leaderboard.among(board, [player, ...(await friendsOf(player))], season);
    return { standings: standings.slice(0, limit), next: undefined };
  }
}

/** Throws AppError `leaderboard/query` with what is wrong. */
function readQuery(given: Readonly<Record<string, unknown>>): Query {
  const { scope = "top", limit = String(DEFAULT_LIMIT), season, after, ...rest } = given;
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) throw refused(`There is no "${unknown.slice(0, 40)}"; there are scope, limit, season and after.`);
  const knownScope = SCOPES.find((each) => each === scope);
  if (!knownScope) throw refused(`"scope" must be one of ${SCOPES.join(", ")}.`);
  const count = typeof limit === "string" && /^\d{1,3}$/.test(limit) ? Number(limit) : 0;
  if (count < 1 || count > MAX_LIMIT) throw refused(`"limit" must be a whole number from 1 to ${MAX_LIMIT}.`);
  if (season !== undefined && !(typeof season === "string" && isSeasonName(season)))
    throw refused('"season" must be the name of one, such as 2026-W47, 2026-11 or all.');
  const place = typeof after === "string" ? readCursor(after) : undefined;
  if (after !== undefined && !place) throw refused('"after" must be the "next" of another page.');
  if (place && knownScope !== "top") throw refused('"after" goes with the scope top alone.');
  return { scope: knownScope, limit: count, season, after: place };
}

function refused(message: string): AppError {
  return new AppError("leaderboard/query", message);
}
