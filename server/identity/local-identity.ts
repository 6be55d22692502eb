import { createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { newPlayerId, type PlayerId } from "../ids.ts";
import { generatedName } from "./guest-name.ts";
import type { Identity, Player } from "./identity.ts";
import { cleanName } from "./player-name.ts";

const ISSUER = "velarium";
const AUDIENCE = "velarium-player";
const LIFETIME_SECONDS = 30 * 24 * 3600;
/** Ours have about 350; anything longer is not read at all. */
const MAX_TOKEN_LENGTH = 1024;

const claims = z.object({ sub: z.string().regex(/^p_[\w-]{16}$/), name: z.string().min(1).max(400), guest: z.boolean() });

/** Players without a database: a token carries who its holder is, signed. */
export class LocalIdentity implements Identity {
  readonly #key: KeyObject;
  readonly #now: () => Date;
  /** Compared with where a token is too malformed for a signature, so that the answer takes as long. */
  readonly #decoy: Promise<string>;

  constructor(secret: string, now: () => Date = () => new Date()) {
    this.#key = createSecretKey(Buffer.from(secret, "utf8"));
    this.#now = now;
    this.#decoy = signed({ id: newPlayerId(), name: "decoy", guest: true }, createSecretKey(randomBytes(32)), now());
  }

  async guest(name: string | undefined): Promise<{ token: string; player: Player }> {
    const player: Player = { id: newPlayerId(), name: name === undefined ? generatedName() : cleanName(name), guest: true };
    return { token: await signed(player, this.#key, this.#now()), player };
  }

  async verify(token: string): Promise<Player | undefined> {
    const verified = token.length <= MAX_TOKEN_LENGTH ? await this.#read(token) : "malformed";
    if (verified !== "malformed") return verified;
    await this.#read(await this.#decoy);
    return undefined;
  }

  async #read(token: string): Promise<Player | undefined | "malformed"> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ["HS256"],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ["exp"],
        currentDate: this.#now(),
      });
      const read = claims.safeParse(payload);
      return read.success ? { id: read.data.sub as PlayerId, name: read.data.name, guest: read.data.guest } : undefined;
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWTExpired) return undefined;
      if (error instanceof errors.JWTClaimValidationFailed) return undefined;
      if (error instanceof errors.JOSEError || error instanceof TypeError) return "malformed";
      throw error;
    }
  }
}

function signed(player: Player, key: KeyObject, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ name: player.name, guest: player.guest })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(player.id)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME_SECONDS)
    .sign(key);
}
