import { createHash, randomInt, timingSafeEqual } from "node:crypto";

/** Crockford's: without I, L, O and U, which are read as others or make words. */
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 4;
const GROUP_LENGTH = 5;
const LENGTH = GROUPS * GROUP_LENGTH;

/** What opens an account whose password is forgotten: 100 random bits, such as 4F7QK-0WZ2M-..., given once and kept as a hash alone. */
export function newRecoveryCode(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/** What is kept of a code. It is too random to be guessed, so that a plain hash is enough. */
export function recoveryHash(code: string): string {
  return createHash("sha256")
    .update(`velarium recovery ${plain(code)}`)
    .digest("base64url");
}

/** Whether a typed code is the one of `hash`; case, spaces and letters that look alike do not matter. Takes as long where there is no hash. */
export function isRecoveryCode(typed: string, hash: string | null | undefined): boolean {
  const isWhole = plain(typed).length === LENGTH;
  const equal = timingSafeEqual(Buffer.from(recoveryHash(typed)), Buffer.from(hash || recoveryHash("")));
  return equal && isWhole && Boolean(hash);
}

function plain(code: string): string {
  const letters = code
    .slice(0, 200)
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "");
  return letters.replace(/O/g, "0").replace(/[IL]/g, "1");
}
