import { Router } from "express";
import type { AddressLimit } from "../edge/address-limit.ts";
import type { Peers } from "../edge/peers.ts";
import { isPlayerId } from "../ids.ts";
import { onlyMethod } from "../lib/only-method.ts";
import type { Ratings } from "./ratings.ts";

/** Points of a graph, at most: the newest. */
const MAX_POINTS = 500;

export interface RatingRoutes {
  readonly ratings: Pick<Ratings, "of" | "history">;
  readonly peers: Peers;
  readonly reads: AddressLimit;
}

/** `GET /players/:id/ratings`: each rating that a player has, with its way there. */
export function ratingRoutes({ ratings, peers, reads }: RatingRoutes): Router {
  const router = Router();
  router
    .route("/players/:id/ratings")
    .get(async (request, response) => {
      reads.take(peers.of(request)?.address ?? "", response);
      const { id } = request.params;
      const held = isPlayerId(id) ? await ratings.of(id) : [];
      const shown = held.map(async ({ player, game, mode, value, deviation, provisional }) => {
        const points = await ratings.history(player, game, mode, MAX_POINTS);
        const history = points.map((point) => ({ match: point.match, value: Math.round(point.value), at: point.at.toISOString() }));
        return { game, mode, value: Math.round(value), deviation: Math.round(deviation), provisional, history };
      });
      response.json({ ratings: await Promise.all(shown) });
    })
    .all(onlyMethod("GET"));
  return router;
}
