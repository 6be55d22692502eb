import { AppError } from "../errors.ts";
import type { CredentialStore } from "./credential-store.ts";
import type { DatabaseReach } from "./database-reach.ts";
import type { Player, SignedIn } from "./identity.ts";
import type { PasswordCheck } from "./password-check.ts";
import type { PasswordHasher } from "./password-hash.ts";
import { checkPassword } from "./password-rule.ts";
import type { Passwords, Recovered, Recovery } from "./passwords.ts";
import { nameOf } from "./player-name.ts";
import { isRecoveryCode, newRecoveryCode, recoveryHash } from "./recovery-code.ts";
import type { StoredIdentity } from "./stored-identity.ts";

export interface StoredPasswordsOptions {
  readonly credentials: CredentialStore;
  readonly check: PasswordCheck;
  readonly hasher: PasswordHasher;
  readonly identity: StoredIdentity;
  readonly reach: DatabaseReach;
}

/** Passwords and recovery codes in the database, as hashes. */
export class StoredPasswords implements Passwords {
  readonly #options: StoredPasswordsOptions;

  constructor(options: StoredPasswordsOptions) {
    this.#options = options;
  }

  async change(who: SignedIn, current: string, next: string, address: string): Promise<void> {
    const { credentials, hasher, identity, reach } = this.#options;
    const { id: player, name } = await this.#confirmed(who, current, address);
    checkPassword(next, name);
    const hash = await hasher.hash(next);
    const ended = await reach.need(() => credentials.change({ player, hash, keep: who.session }));
    identity.ended(player, ended ?? []);
  }

  async newRecoveryCode(who: SignedIn, password: string, address: string): Promise<string> {
    const { credentials, reach } = this.#options;
    const player = await this.#confirmed(who, password, address);
    const code = newRecoveryCode();
    await reach.need(() => credentials.setRecovery(player.id, recoveryHash(code)));
    return code;
  }

  async recover({ name, recoveryCode, password, device, address }: Recovery): Promise<Recovered> {
    const { credentials, check, hasher, identity, reach } = this.#options;
    const wanted = nameOf(name);
    // Before anything is looked up: a weak password uses up no code.
    checkPassword(password, wanted);
    const found = await check.attempt({ name: wanted, address }, async () => {
      const account = await reach.need(() => credentials.find(wanted));
      return isRecoveryCode(recoveryCode, account?.recoveryHash) ? account : undefined;
    });
    if (!found?.recoveryHash) throw wrongCode();
    const { player, recoveryHash: from } = found;
    const [code, hash] = [newRecoveryCode(), await hasher.hash(password)];
    const recovery = { from, to: recoveryHash(code) };
    const ended = await reach.need(() => credentials.change({ player: player.id, hash, recovery }));
    if (!ended) throw wrongCode();
    identity.ended(player.id, ended);
    return { ...(await identity.open(player, device)), recoveryCode: code };
  }

  /** The registered player of a session whose password was typed again. */
  async #confirmed({ player }: SignedIn, password: string, address: string): Promise<Player> {
    const confirmed = player.guest ? undefined : await this.#options.check.playerOf({ name: player.name, address }, password);
    if (confirmed?.id !== player.id) throw new AppError("identity/confirm", "This is not the password of your account.");
    return confirmed;
  }
}

function wrongCode(): AppError {
  return new AppError("identity/recovery", "This name and this recovery code do not belong together, or the code was used.");
}
