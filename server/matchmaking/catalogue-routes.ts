import { Router } from "express";
import type { AnyGame } from "../../rooms/lib/game.ts";
import type { AddressLimit } from "../edge/address-limit.ts";
import type { Peers } from "../edge/peers.ts";
import { AppError } from "../errors.ts";
import { readInviteCode } from "../ids.ts";
import type { Board } from "../leaderboard/leaderboard.ts";
import { onlyMethod } from "../lib/only-method.ts";
import type { Invites } from "./invites.ts";
import { PlayingCount } from "./playing-now.ts";

/** What the catalogue tells of a game. */
export type CatalogueGame = Pick<AnyGame, "id" | "title" | "seats" | "modes">;

export interface CatalogueRoutes {
  readonly games: readonly CatalogueGame[];
  readonly boards: readonly Board[];
  readonly invites: Invites;
  /** The matches that are played now, private ones among them. */
  readonly live: () => readonly { readonly id: string; readonly roomId: string }[];
  readonly peers: Peers;
  readonly lookups: AddressLimit;
  readonly reads: AddressLimit;
  /** Of the page that is served now; undefined where none was built. */
  readonly build: () => string | undefined;
  readonly stopping: () => boolean;
}

/** `GET /games`, `GET /now` and `GET /invites/:code`. */
export function catalogueRoutes({ games, boards, invites, live, peers, lookups, reads, build, stopping }: CatalogueRoutes): Router {
  const router = Router();
  const playing = new PlayingCount(games.map(({ id }) => id));
  router
    .route("/games")
    .get((_request, response) => {
      response.json({ games: games.map((game) => catalogueEntry(game, boards)) });
    })
    .all(onlyMethod("GET"));
  router
    .route("/now")
    .get(async (request, response) => {
      reads.take(peers.of(request)?.address ?? "", response);
      response.setHeader("Cache-Control", "no-store");
      response.json({ ...(await playing.now()), build: build() ?? null, stopping: stopping() });
    })
    .all(onlyMethod("GET"));
  router
    .route("/invites/:code")
    .get(async (request, response) => {
      lookups.take(peers.of(request)?.address ?? "", response);
      const code = readInviteCode(request.params.code);
      const invite = code && (await invites.find(code));
      if (!invite) throw new AppError("invite/unknown", "No match has this code. Codes have five letters and end with their match.");
      const match = live().find(({ roomId }) => roomId === invite.roomId)?.id ?? null;
      response.json({ game: invite.game, roomId: invite.roomId, match });
    })
    .all(onlyMethod("GET"));
  return router;
}

function catalogueEntry({ id, title, seats, modes }: CatalogueGame, boards: readonly Board[]): object {
  return {
    id,
    title,
    seats: { min: seats.min, max: seats.max },
    modes: modes.map((mode) => ({ id: mode.id, title: mode.title })),
    boards: boards.filter(({ game }) => game === id).map((board) => ({ id: board.id, title: board.title })),
  };
}
