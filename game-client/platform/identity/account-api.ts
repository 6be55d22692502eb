import { type Issued, readIssued, readPlayer, type SignedInPlayer } from "../../net/api.ts";
import { type Fields, listOf, textOf } from "../../net/fields.ts";
import { type Answer, reading, request, sending } from "../../net/request.ts";

/** A device that is signed in. */
export interface ShownSession {
  readonly id: string;
  readonly device: string;
  readonly seenAt: Date;
  readonly current: boolean;
}

/** An account that was made or opened anew, and the code that opens it without its password: shown this once. */
export interface Recoverable extends Issued {
  readonly recoveryCode: string;
}

/** With a guest's token the guest gets the account and keeps everything. */
export function register(account: { name: string; password: string; email?: string }, token: string | undefined): Promise<Answer<Recoverable>> {
  return request("/api/register", sending("POST", account, token), readRecoverable);
}

/** A new password for who has forgotten it. */
export function recover(name: string, recoveryCode: string, password: string): Promise<Answer<Recoverable>> {
  return request("/api/recover", sending("POST", { name, recoveryCode, password }), readRecoverable);
}

/** Every other device is signed out. */
export function changePassword(token: string, password: string, newPassword: string): Promise<Answer<true>> {
  return request("/api/me/password", sending("POST", { password, newPassword }, token), done);
}

export function newRecoveryCode(token: string, password: string): Promise<Answer<string>> {
  return request("/api/me/recovery-code", sending("POST", { password }, token), ({ recoveryCode }) => textOf(recoveryCode) || undefined);
}

export function login(name: string, password: string): Promise<Answer<Issued>> {
  return request("/api/login", sending("POST", { name, password }), readIssued);
}

export function logout(token: string): Promise<Answer<true>> {
  return request("/api/logout", sending("POST", {}, token), done);
}

export function rename(token: string, name: string): Promise<Answer<SignedInPlayer>> {
  return request("/api/me", sending("PATCH", { name }, token), ({ player }) => readPlayer(player));
}

export function sessionsOf(token: string): Promise<Answer<readonly ShownSession[]>> {
  return request("/api/me/sessions", reading(token), ({ sessions }) => listOf(sessions, readSession));
}

export function revoke(token: string, session: string): Promise<Answer<true>> {
  return request(`/api/me/sessions/${encodeURIComponent(session)}`, sending("DELETE", {}, token), done);
}

/** Everything that is kept about the player, as text of a file. */
export function everythingAbout(token: string): Promise<Answer<string>> {
  return request("/api/me/export", reading(token), (body) => JSON.stringify(body, undefined, 2));
}

export function remove(token: string, password: string | undefined): Promise<Answer<true>> {
  return request("/api/me", sending("DELETE", password === undefined ? {} : { password }, token), done);
}

/** A token of this moment: what a guest has instead of a password. */
export function renew(token: string): Promise<Answer<Issued>> {
  return request("/api/token", sending("POST", {}, token), readIssued);
}

function readRecoverable(body: Fields): Recoverable | undefined {
  const issued = readIssued(body);
  const recoveryCode = textOf(body.recoveryCode);
  return issued && recoveryCode !== "" ? { ...issued, recoveryCode } : undefined;
}

function done(): true {
  return true;
}

function readSession({ id, device, seenAt, current }: Fields): ShownSession {
  return { id: textOf(id), device: textOf(device), seenAt: new Date(textOf(seenAt)), current: current === true };
}
