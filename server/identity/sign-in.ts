import { AppError } from "../errors.ts";
import type { Identity, Player, SignedIn } from "./identity.ts";

const BEARER = /^Bearer\b/i;

/** The player that a request comes from; throws AppError `identity/token` where it names none. */
export async function signedIn(identity: Pick<Identity, "verify">, authorization: string | undefined): Promise<{ player: Player; token: string }> {
  const token = bearerToken(authorization);
  const player = token === undefined ? undefined : await identity.verify(token);
  if (token === undefined || !player) throw unknownToken();
  return { player, token };
}

/** Who asks for what everybody may ask for: undefined where the request brings no token; throws AppError `identity/token` where it brings one that is not good. */
export async function viewerOf(identity: Pick<Identity, "verify">, authorization: string | undefined): Promise<Player | undefined> {
  return authorization !== undefined && BEARER.test(authorization) ? (await signedIn(identity, authorization)).player : undefined;
}

/** The same, with the session that the token is of. */
export async function sessionOf(identity: Pick<Identity, "signedIn">, authorization: string | undefined): Promise<SignedIn> {
  const token = bearerToken(authorization);
  const who = token === undefined ? undefined : await identity.signedIn(token);
  if (!who) throw unknownToken();
  return who;
}

function unknownToken(): AppError {
  return new AppError("identity/token", "Sign in first: the token is missing, expired or not ours.");
}

/** The token of an Authorization header; undefined where it has none. */
function bearerToken(authorization: string | undefined): string | undefined {
  return authorization?.match(/^Bearer ([\w.~+/=-]+)$/i)?.[1];
}
