import { randomBytes, randomInt } from "node:crypto";

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** Public id of a player; says nothing about how they sign in. */
export type PlayerId = Id<"player">;
/** Id of one contest with a result, made at its start. */
export type MatchId = Id<"match">;
/** One device of a player, signed in. */
export type SessionId = Id<"session">;
/** Five letters that lead to a private match. */
export type InviteCode = Id<"invite">;

/** Stands, with a number after it, for the player of a seat whose account is deleted. */
export const GONE_PLAYER = "gone:";

/** True for the player of a seat whose account is deleted. */
export function isGone(player: string): boolean {
  return player.startsWith(GONE_PLAYER);
}

export function newPlayerId(): PlayerId {
  return `p_${randomBytes(12).toString("base64url")}` as PlayerId;
}

/** True where `text` looks like an id of ours. */
export function isPlayerId(text: string): text is PlayerId {
  return /^p_[\w-]{16}$/.test(text);
}

export function newSessionId(): SessionId {
  return `s_${randomBytes(12).toString("base64url")}` as SessionId;
}

export function isSessionId(text: string): text is SessionId {
  return /^s_[\w-]{16}$/.test(text);
}

export function isMatchId(text: string): text is MatchId {
  return /^m_[\w-]{16}$/.test(text);
}

export function newMatchId(): MatchId {
  return `m_${randomBytes(12).toString("base64url")}` as MatchId;
}

/** No letter that is mistaken for another when read aloud or written by hand. */
const CODE_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

export function newInviteCode(): InviteCode {
  let code = "";
  for (let i = 0; i < 5; i++) code += CODE_LETTERS[randomInt(CODE_LETTERS.length)];
  return code as InviteCode;
}

/** What a person typed as a code: case and spaces do not matter; undefined where it cannot be one. */
export function readInviteCode(text: string): InviteCode | undefined {
  const code = text.replace(/[\s-]/g, "").toUpperCase();
  return code.length === 5 && [...code].every((letter) => CODE_LETTERS.includes(letter)) ? (code as InviteCode) : undefined;
}
