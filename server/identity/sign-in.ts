import { AppError } from "../errors.ts";
import type { Identity, Player, SignedIn } from "./identity.ts";

/** The player that a request comes from; throws AppError `identity/token` where it names none. */
export async function signedIn(identity: Pick<Identity, "verify">, authorization: string | undefined): Promise<{ player: Player; token: string }> {
  const token = bearerToken(authorization);
  const player = token === undefined ? undefined : await identity.verify(token);
  if (token === undefined || !player) throw unknownToken();
  return { player, token };
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
