import { createHash, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { errors, type JWTHeaderParameters, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { isPlayerId, isSessionId, newPlayerId, newSessionId, type PlayerId, type SessionId } from "../ids.ts";
import type { Player, SignedIn } from "./identity.ts";

const ISSUER = "velarium";
const AUDIENCE = "velarium-player";
export const TOKEN_LIFETIME_MS = 30 * 24 * 3600 * 1000;
/** Ours have about 400; anything longer is not read at all. */
const MAX_TOKEN_LENGTH = 1024;

const claims = z.object({
  sub: z.string().refine(isPlayerId),
  sid: z.string().refine(isSessionId),
  name: z.string().min(1).max(400),
  guest: z.boolean(),
  iat: z.number(),
});

/** Signs and reads tokens: who somebody is, and in which session. Knows nothing of sessions that were ended. */
export class Tokens {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  readonly #current: { readonly id: string; readonly key: KeyObject };
  readonly #now: () => Date;
  /** Compared with where a token is too malformed for a signature, so that the answer takes as long. */
  readonly #decoy: Promise<string>;

  /** Signs with `secret`; also takes what was signed with one of `former`. */
  constructor(secret: string, now: () => Date = () => new Date(), former: readonly string[] = []) {
    this.#keys = new Map([secret, ...former].map((each) => [keyIdOf(each), keyOf(each)]));
    this.#current = { id: keyIdOf(secret), key: keyOf(secret) };
    this.#now = now;
    const nobody: Player = { id: newPlayerId(), name: "decoy", guest: true };
    this.#decoy = signed(nobody, newSessionId(), { id: this.#current.id, key: createSecretKey(randomBytes(32)) }, now());
  }

  sign(player: Player, session: SessionId): Promise<string> {
    return signed(player, session, this.#current, this.#now());
  }

  /** What a token says; undefined where it is forged, expired or not a token. Takes the same time for each of these. */
  async read(token: string): Promise<SignedIn | undefined> {
    const read = token.length <= MAX_TOKEN_LENGTH ? await this.#read(token) : "malformed";
    if (read !== "malformed") return read;
    await this.#read(await this.#decoy);
    return undefined;
  }

  async #read(token: string): Promise<SignedIn | undefined | "malformed"> {
    try {
      const { payload } = await jwtVerify(token, (header) => this.#keyFor(header), {
        algorithms: ["HS256"],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ["exp"],
        currentDate: this.#now(),
      });
      const { success, data } = claims.safeParse(payload);
      if (!success) return undefined;
      const player = { id: data.sub as PlayerId, name: data.name, guest: data.guest };
      return { player, session: data.sid as SessionId, issuedAt: new Date(data.iat * 1000) };
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWTExpired) return undefined;
      if (error instanceof errors.JWTClaimValidationFailed) return undefined;
      if (error instanceof errors.JOSEError || error instanceof TypeError) return "malformed";
      throw error;
    }
  }

  #keyFor({ kid }: JWTHeaderParameters | { kid?: string }): KeyObject {
    const key = this.#keys.get(kid ?? "");
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key;
  }
}

/** Names a secret in the header of a token, and gives nothing of it away. */
export function keyIdOf(secret: string): string {
  return createHash("sha256").update(`velarium key id ${secret}`).digest("base64url").slice(0, 8);
}

function keyOf(secret: string): KeyObject {
  return createSecretKey(Buffer.from(secret, "utf8"));
}

function signed(player: Player, session: SessionId, { id, key }: { id: string; key: KeyObject }, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ sid: session, name: player.name, guest: player.guest })
    .setProtectedHeader({ alg: "HS256", kid: id })
    .setSubject(player.id)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + TOKEN_LIFETIME_MS / 1000)
    .sign(key);
}
