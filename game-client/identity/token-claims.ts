/** What a token says of itself, for this browser to sort its own by; the server believes the signature alone. */
export interface TokenClaims {
  readonly player: string;
  readonly guest: boolean;
  readonly issuedAtMs: number;
}

/** Undefined where it is no token of ours. */
export function claimsOf(token: string): TokenClaims | undefined {
  try {
    const claims = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const { sub, guest, iat } = JSON.parse(atob(claims)) as Record<string, unknown>;
    if (typeof sub !== "string" || typeof iat !== "number") return undefined;
    return { player: sub, guest: guest === true, issuedAtMs: iat * 1000 };
  } catch {
    return undefined;
  }
}
