import { Router } from "express";
import type { AddressLimit } from "../edge/address-limit.ts";
import type { Peers } from "../edge/peers.ts";
import { AppError } from "../errors.ts";
import { onlyMethod } from "../lib/only-method.ts";
import type { HeldSeats } from "../matchmaking/held-seats.ts";
import type { Identity } from "./identity.ts";
import { signedIn } from "./sign-in.ts";

export interface IdentityRoutes {
  readonly identity: Identity;
  readonly heldSeats: HeldSeats;
  readonly peers: Peers;
  readonly guests: AddressLimit;
}

/** `POST /guest` and `GET /me`. */
export function identityRoutes({ identity, heldSeats, peers, guests }: IdentityRoutes): Router {
  const router = Router();
  router
    .route("/guest")
    .post(async (request, response) => {
      guests.take(peers.of(request)?.address ?? "", response);
      const name: unknown = request.body.name ?? undefined;
      if (name !== undefined && typeof name !== "string") throw new AppError("identity/name", '"name" must be text.');
      response.json(await identity.guest(name));
    })
    .all(onlyMethod("POST"));
  router
    .route("/me")
    .get(async (request, response) => {
      const { player } = await signedIn(identity, request.headers.authorization);
      response.json({ player, match: (await heldSeats.of(player.id)) ?? null });
    })
    .all(onlyMethod("GET"));
  return router;
}
