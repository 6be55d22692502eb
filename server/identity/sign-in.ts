import { AppError } from "../errors.ts";
import type { Identity, Player } from "./identity.ts";

/** The player that a request comes from; throws AppError `identity/token` where it names none. */
export async function signedIn(identity: Identity, authorization: string | undefined): Promise<{ player: Player; token: string }> {
  const token = bearerToken(authorization);
  const player = token === undefined ? undefined : await identity.verify(token);
  if (token === undefined || !player) throw new AppError("identity/token", "Sign in first: the token is missing, expired or not ours.");
  return { player, token };
}

/** The token of an Authorization header; undefined where it has none. */
function bearerToken(authorization: string | undefined): string | undefined {
  return authorization?.match(/^Bearer ([\w.~+/=-]+)$/i)?.[1];
}
