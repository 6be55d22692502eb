import { AppError } from "../errors.ts";
import { newPlayerId, type PlayerId } from "../ids.ts";
import type { AccountDeletion } from "./account-deletion.ts";
import type { AccountStore } from "./account-store.ts";
import type { Accounts, Login, Registration } from "./accounts.ts";
import type { DatabaseReach } from "./database-reach.ts";
import { checkEmail } from "./email.ts";
import type { Issued, Player, SignedIn } from "./identity.ts";
import type { KnownSessions } from "./known-sessions.ts";
import { mixesAlphabets } from "./name-key.ts";
import { nameTaken } from "./name-taken.ts";
import type { PasswordCheck } from "./password-check.ts";
import type { PasswordHasher } from "./password-hash.ts";
import { checkPassword } from "./password-rule.ts";
import type { Recovered } from "./passwords.ts";
import type { PersonalData } from "./personal-data.ts";
import { cleanName, nameOf } from "./player-name.ts";
import { newRecoveryCode, recoveryHash } from "./recovery-code.ts";
import { isReservedName, isStaffName } from "./reserved-names.ts";
import type { StoredIdentity } from "./stored-identity.ts";

/** A guest has no password: a token that was renewed just now says that it is meant. */
const FRESH_MS = 10 * 60_000;

export interface StoredAccountsOptions {
  readonly store: AccountStore;
  readonly deletion: AccountDeletion;
  readonly identity: StoredIdentity;
  readonly known: KnownSessions;
  readonly reach: DatabaseReach;
  readonly hasher: PasswordHasher;
  readonly check: PasswordCheck;
  /** In the order of an export. */
  readonly data: readonly PersonalData[];
  /** Called after a guest became a registered player: boards may list them from now on. */
  readonly registered: (player: PlayerId) => Promise<void>;
  readonly now: () => Date;
}

/** Accounts in the database. */
export class StoredAccounts implements Accounts {
  readonly #options: StoredAccountsOptions;

  constructor(options: StoredAccountsOptions) {
    this.#options = options;
  }

  async register({ name: raw, password, email, device, address }: Registration, guest: SignedIn | undefined): Promise<Recovered> {
    const { store, identity, known, reach, hasher, check, registered } = this.#options;
    const name = registrable(raw);
    checkPassword(password, name);
    const checked = email === undefined ? null : checkEmail(email);
    if (guest && !guest.player.guest) throw alreadyRegistered();
    // Before the hash, which costs much.
    if (await reach.need(() => store.isTaken(name))) throw nameTaken();
    const passwordHash = await hasher.hash(password);
    const player: Player = { id: guest?.player.id ?? newPlayerId(), name, guest: false };
    const recoveryCode = newRecoveryCode();
    const account = { player: player.id, name, passwordHash, recoveryHash: recoveryHash(recoveryCode), email: checked };
    if (guest) await identity.keep(guest);
    const outcome = await reach.need(() => (guest ? store.promote(account) : store.add(account)));
    if (outcome === "taken") throw nameTaken();
    if (outcome === "no guest") throw alreadyRegistered();
    if (address !== undefined) await check.opened({ name, address });
    if (!guest) return { ...(await identity.open(player, device)), recoveryCode };
    known.forget(player.id);
    // The boards catch up with the next result where they cannot be told now.
    await reach.ask(() => registered(player.id));
    return { ...(await identity.renew({ ...guest, player })), recoveryCode };
  }

  async login({ name, password, device, address }: Login): Promise<Issued> {
    const player = await this.#options.check.playerOf({ name: nameOf(name), address }, password);
    if (!player) throw new AppError("identity/login", "This name and this password do not belong together.");
    return this.#options.identity.open(player, device);
  }

  async rename(who: SignedIn, raw: string): Promise<Player> {
    const { store, known, reach, now } = this.#options;
    const player = await this.#stored(who);
    const name = player.guest ? cleanName(raw) : registrable(raw);
    if (isStaffName(name)) throw reserved();
    if (name === player.name) return player;
    // Of registered players the database itself lets only one have a name.
    if (player.guest && (await reach.need(() => store.isTaken(name)))) throw nameTaken();
    const renamed = await reach.need(() => store.rename(player.id, name));
    if (renamed === "taken") throw nameTaken();
    if (renamed === "gone") throw gone();
    if ("retryAt" in renamed) {
      const retryAfterSeconds = Math.max(1, Math.ceil((renamed.retryAt.getTime() - now().getTime()) / 1000));
      throw new AppError("identity/rename", `You can change your name again after ${renamed.retryAt.toISOString()}.`, { retryAfterSeconds });
    }
    known.forget(player.id);
    return renamed;
  }

  async dataOf(player: PlayerId): Promise<Readonly<Record<string, unknown>>> {
    const { store, identity, data, reach } = this.#options;
    return reach.need(async () => {
      const account = await store.dataOf(player);
      const parts: Record<string, unknown> = { account, sessions: await identity.sessions(player) };
      for (const part of data) parts[part.name] = await part.dataOf(player);
      return parts;
    });
  }

  async remove(who: SignedIn, password: string | undefined, address: string): Promise<void> {
    const { deletion, known, check, reach, now } = this.#options;
    const player = await this.#stored(who);
    if (player.guest) {
      if (now().getTime() - who.issuedAt.getTime() > FRESH_MS) throw notConfirmed("Renew your token, then delete within 10 minutes.");
    } else if (password === undefined || (await check.playerOf({ name: player.name, address }, password))?.id !== player.id) {
      throw notConfirmed("Send your password to delete your account.");
    }
    await reach.need(() => deletion.begin(player.id));
    await check.forget(player.name);
    known.forget(player.id);
    await reach.need(() => deletion.finish(player.id));
  }

  /** Who the database says they are: a token may have been taken at its word. */
  async #stored(who: SignedIn): Promise<Player> {
    const { store, identity, reach } = this.#options;
    if (who.player.guest) await identity.keep(who);
    const player = await reach.need(() => store.player(who.player.id));
    if (!player) throw gone();
    return player;
  }
}

function registrable(raw: string): string {
  const name = cleanName(raw);
  if (isReservedName(name)) throw reserved();
  if (mixesAlphabets(name)) throw new AppError("identity/name", "This name mixes letters of several alphabets: use one.");
  return name;
}

function reserved(): AppError {
  return new AppError("identity/name", "This name is reserved: choose another.");
}

function alreadyRegistered(): AppError {
  return new AppError("identity/registered", "You have an account already: log in with its name and password.");
}

function gone(): AppError {
  return new AppError("identity/token", "Sign in again: this account is gone.");
}

function notConfirmed(message: string): AppError {
  return new AppError("identity/confirm", message);
}
