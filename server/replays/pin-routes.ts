import { type Request, Router } from "express";
import type { AddressLimit } from "../edge/address-limit.ts";
import type { Peers } from "../edge/peers.ts";
import { AppError } from "../errors.ts";
import { isMatchId, type MatchId, type PlayerId } from "../ids.ts";
import { onlyMethod } from "../lib/only-method.ts";
import type { Pins } from "./pins.ts";

export interface PinRoutes {
  readonly pins: Pick<Pins, "pin" | "unpin">;
  readonly peers: Peers;
  readonly reads: AddressLimit;
  /** Who asks; throws AppError `identity/token` where the header names nobody. */
  readonly signedIn: (authorization: string | undefined) => Promise<{ readonly player: { readonly id: PlayerId } }>;
}

/** `PUT` and `DELETE /matches/:id/pin`: who played a match keeps its replay. */
export function pinRoutes({ pins, peers, reads, signedIn }: PinRoutes): Router {
  const router = Router();
  const asked = async (request: Request): Promise<{ player: PlayerId; match: MatchId }> => {
    const { player } = await signedIn(request.headers.authorization);
    const match = String(request.params.id);
    if (!isMatchId(match)) throw unknown();
    return { player: player.id, match };
  };
  router
    .route("/matches/:id/pin")
    .put(async (request, response) => {
      reads.take(peers.of(request)?.address ?? "", response);
      const { player, match } = await asked(request);
      const pinned = await pins.pin(player, match);
      if (!pinned.ok && pinned.reason === "not-played") throw unknown();
      if (!pinned.ok) throw new AppError("match/pins", "You keep 20 matches already: let go of one first.");
      response.status(204).end();
    })
    .delete(async (request, response) => {
      reads.take(peers.of(request)?.address ?? "", response);
      const { player, match } = await asked(request);
      await pins.unpin(player, match);
      response.status(204).end();
    })
    .all(onlyMethod("PUT, DELETE"));
  return router;
}

function unknown(): AppError {
  return new AppError("match/unknown", "You have played no such match that is over.");
}
