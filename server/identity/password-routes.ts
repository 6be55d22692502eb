import { type Request, Router } from "express";
import type { AddressLimit } from "../edge/address-limit.ts";
import type { Peers } from "../edge/peers.ts";
import { onlyMethod } from "../lib/only-method.ts";
import type { Identity } from "./identity.ts";
import type { Passwords } from "./passwords.ts";
import { sessionOf } from "./sign-in.ts";
import { textField } from "./text-field.ts";

export interface PasswordRoutes {
  readonly identity: Identity;
  readonly passwords: Passwords;
  readonly peers: Peers;
  readonly accountChanges: AddressLimit;
}

/** `POST /recover`, `/me/password` and `/me/recovery-code`. */
export function passwordRoutes({ identity, passwords, peers, accountChanges }: PasswordRoutes): Router {
  const router = Router();
  const addressOf = (request: Request) => peers.of(request)?.address ?? "";
  const limited = accountChanges.each(peers);
  const secret = (request: Request, name: string) => textField(request.body, name, "identity/password") ?? "";
  router
    .route("/recover")
    .post(limited, async (request, response) => {
      const name = textField(request.body, "name", "identity/name") ?? "";
      const [recoveryCode, password] = [secret(request, "recoveryCode"), secret(request, "password")];
      const device = request.headers["user-agent"] ?? "";
      response.json(await passwords.recover({ name, recoveryCode, password, device, address: addressOf(request) }));
    })
    .all(onlyMethod("POST"));
  router
    .route("/me/password")
    .post(limited, async (request, response) => {
      const who = await sessionOf(identity, request.headers.authorization);
      await passwords.change(who, secret(request, "password"), secret(request, "newPassword"), addressOf(request));
      response.status(204).end();
    })
    .all(onlyMethod("POST"));
  router
    .route("/me/recovery-code")
    .post(limited, async (request, response) => {
      const who = await sessionOf(identity, request.headers.authorization);
      response.json({ recoveryCode: await passwords.newRecoveryCode(who, secret(request, "password"), addressOf(request)) });
    })
    .all(onlyMethod("POST"));
  return router;
}
