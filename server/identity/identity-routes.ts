import { type Request, Router } from "express";
import type { AddressLimit } from "../edge/address-limit.ts";
import type { Peers } from "../edge/peers.ts";
import { AppError } from "../errors.ts";
import { isSessionId } from "../ids.ts";
import { onlyMethod } from "../lib/only-method.ts";
import type { HeldSeats } from "../matchmaking/held-seats.ts";
import type { Accounts } from "./accounts.ts";
import type { Identity } from "./identity.ts";
import { sessionOf, signedIn } from "./sign-in.ts";
import { textField } from "./text-field.ts";

export interface IdentityRoutes {
  readonly identity: Identity;
  readonly accounts: Accounts;
  readonly heldSeats: HeldSeats;
  readonly peers: Peers;
  readonly guests: AddressLimit;
  /** What costs a hash, writes to an account or reads all of it. */
  readonly accountChanges: AddressLimit;
}

/** How people sign in, and what they do with their own account: `POST /guest`, `/register`, `/login`, `/token`, `/logout`, and `/me`. */
export function identityRoutes(routes: IdentityRoutes): Router {
  const { identity, accounts, heldSeats, peers, guests, accountChanges } = routes;
  const router = Router();
  const addressOf = (request: Request) => peers.of(request)?.address ?? "";
  const deviceOf = (request: Request) => request.headers["user-agent"] ?? "";
  const limited = accountChanges.each(peers);
  router
    .route("/guest")
    .post(async (request, response) => {
      guests.take(addressOf(request), response);
      response.json(await identity.guest(textField(request.body, "name", "identity/name"), deviceOf(request)));
    })
    .all(onlyMethod("POST"));
  router
    .route("/register")
    .post(limited, async (request, response) => {
      const { authorization } = request.headers;
      const guest = authorization === undefined ? undefined : await sessionOf(identity, authorization);
      const registration = {
        name: textField(request.body, "name", "identity/name") ?? "",
        password: textField(request.body, "password", "identity/password") ?? "",
        email: textField(request.body, "email", "identity/email"),
        device: deviceOf(request),
        address: addressOf(request),
      };
      response.json(await accounts.register(registration, guest));
    })
    .all(onlyMethod("POST"));
  router
    .route("/login")
    .post(limited, async (request, response) => {
      const name = textField(request.body, "name", "identity/name") ?? "";
      const password = textField(request.body, "password", "identity/password") ?? "";
      response.json(await accounts.login({ name, password, device: deviceOf(request), address: addressOf(request) }));
    })
    .all(onlyMethod("POST"));
  router
    .route("/token")
    .post(limited, async (request, response) => {
      response.json(await identity.renew(await sessionOf(identity, request.headers.authorization)));
    })
    .all(onlyMethod("POST"));
  router
    .route("/logout")
    .post(limited, async (request, response) => {
      const { player, session } = await sessionOf(identity, request.headers.authorization);
      await identity.revoke(player.id, session);
      response.status(204).end();
    })
    .all(onlyMethod("POST"));
  router
    .route("/me")
    .get(async (request, response) => {
      const { player } = await signedIn(identity, request.headers.authorization);
      response.json({ player, match: (await heldSeats.of(player.id)) ?? null });
    })
    .patch(limited, async (request, response) => {
      const who = await sessionOf(identity, request.headers.authorization);
      const name = textField(request.body, "name", "identity/name");
      response.json({ player: name === undefined ? who.player : await accounts.rename(who, name) });
    })
    .delete(limited, async (request, response) => {
      const who = await sessionOf(identity, request.headers.authorization);
      await accounts.remove(who, textField(request.body, "password", "identity/password"), addressOf(request));
      response.status(204).end();
    })
    .all(onlyMethod("GET, PATCH, DELETE"));
  router
    .route("/me/export")
    .get(limited, async (request, response) => {
      const { player } = await signedIn(identity, request.headers.authorization);
      response.attachment("velarium-export.json").json(await accounts.dataOf(player.id));
    })
    .all(onlyMethod("GET"));
  router
    .route("/me/sessions")
    .get(async (request, response) => {
      const { player, session } = await sessionOf(identity, request.headers.authorization);
      const sessions = await identity.sessions(player.id);
      response.json({ sessions: sessions.map((each) => ({ ...each, current: each.id === session })), next: null });
    })
    .all(onlyMethod("GET"));
  router
    .route("/me/sessions/:id")
    .delete(limited, async (request, response) => {
      const { player } = await signedIn(identity, request.headers.authorization);
      const { id } = request.params;
      if (!isSessionId(id) || !(await identity.revoke(player.id, id))) throw new AppError("identity/session", "There is no such session of yours.");
      response.status(204).end();
    })
    .all(onlyMethod("DELETE"));
  return router;
}
