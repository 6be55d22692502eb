import { AppError } from "../errors.ts";
import type { CredentialStore } from "./credential-store.ts";
import type { DatabaseReach } from "./database-reach.ts";
import type { Player } from "./identity.ts";
import type { LoginAttempts } from "./login-attempts.ts";
import { nameKey } from "./name-key.ts";
import type { PasswordHasher } from "./password-hash.ts";

export interface PasswordCheckOptions {
  readonly credentials: Pick<CredentialStore, "find">;
  readonly hasher: PasswordHasher;
  readonly attempts: LoginAttempts;
  readonly reach: DatabaseReach;
}

/** Who tries to open an account, by its name, and from where. */
export interface Tried {
  readonly name: string;
  readonly address: string;
}

/** Compares passwords, and lets nobody guess for long. */
export class PasswordCheck {
  readonly #options: PasswordCheckOptions;

  constructor(options: PasswordCheckOptions) {
    this.#options = options;
  }

  /** The registered player of a name and a password; undefined where they do not belong together. Throws AppError `request/too-many` after too many wrong ones. */
  async playerOf(tried: Tried, password: string): Promise<Player | undefined> {
    const { credentials, hasher, reach } = this.#options;
    return this.attempt(tried, async () => {
      const found = await reach.need(() => credentials.find(tried.name));
      return (await hasher.matches(password, found?.hash)) ? found?.player : undefined;
    });
  }

  /** The account was opened for the first time: no password was compared. */
  async opened({ name, address }: Tried): Promise<void> {
    const attempt = await this.#options.attempts.begin(nameKey(name), address);
    if (attempt.ok) await attempt.succeeded();
  }

  /** Keeps nothing of how an account that is deleted was opened. */
  async forget(name: string): Promise<void> {
    await this.#options.attempts.forget(nameKey(name));
  }

  /** Counts what `open` says undefined to; throws AppError `request/too-many` where that was too often. */
  async attempt<T>({ name, address }: Tried, open: () => Promise<T | undefined>): Promise<T | undefined> {
    const attempt = await this.#options.attempts.begin(nameKey(name), address);
    if (!attempt.ok) {
      const retryAfterSeconds = Math.ceil(attempt.waitMs / 1000);
      throw new AppError("request/too-many", `Too many wrong attempts: try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
    }
    try {
      const opened = await open();
      if (opened !== undefined) await attempt.succeeded();
      return opened;
    } catch (error) {
      // Nothing was tried: a server that is busy or without its database counts against nobody.
      await attempt.cancelled();
      throw error;
    }
  }
}
