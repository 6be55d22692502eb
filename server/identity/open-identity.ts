import type { Database } from "../database/open-database.ts";
import type { PlayerId } from "../ids.ts";
import { AccountDeletion } from "./account-deletion.ts";
import { AccountStore } from "./account-store.ts";
import { AccountSweep } from "./account-sweep.ts";
import { CredentialStore } from "./credential-store.ts";
import { DatabaseReach, type IdentityLog } from "./database-reach.ts";
import { KnownSessions } from "./known-sessions.ts";
import { LocalLoginAttempts } from "./local-login-attempts.ts";
import type { LoginAttempts } from "./login-attempts.ts";
import { PasswordCheck } from "./password-check.ts";
import { PasswordHasher } from "./password-hash.ts";
import type { PersonalData } from "./personal-data.ts";
import type { SessionEndings } from "./session-endings.ts";
import { SessionStore } from "./session-store.ts";
import { StoredAccounts } from "./stored-accounts.ts";
import { StoredIdentity } from "./stored-identity.ts";
import { StoredPasswords } from "./stored-passwords.ts";
import { Tokens } from "./tokens.ts";

export interface OpenIdentityOptions {
  readonly database: Database;
  /** Sign tokens: the first does, those after it did, and what they signed is good until it ends. */
  readonly secrets: readonly [string, ...string[]];
  /** What every other part of the platform keeps about players. */
  readonly data: readonly PersonalData[];
  /** Called after a guest became a registered player. */
  readonly registered: (player: PlayerId) => Promise<void>;
  /** Where every node hears of sessions that have ended. */
  readonly endings: SessionEndings;
  /** Counts wrong passwords: in this process unless told otherwise. */
  readonly attempts?: LoginAttempts;
  readonly log: IdentityLog;
  readonly now?: () => Date;
}

/** Everything about who players are. `sweep.start()` at the start, `await sweep.stop()` at the end. */
export function openIdentity(options: OpenIdentityOptions): {
  readonly identity: StoredIdentity;
  readonly accounts: StoredAccounts;
  readonly passwords: StoredPasswords;
  readonly sweep: AccountSweep;
} {
  const { database, data, registered, endings, log, now = () => new Date() } = options;
  const [secret, ...former] = options.secrets;
  const nowMs = () => now().getTime();
  const known = new KnownSessions(nowMs);
  // Sooner than an answer of the database grows old.
  endings.on(({ player, sessions }) => {
    if (sessions === "all") known.forget(player);
    else for (const session of sessions) known.end(session);
  });
  const reach = new DatabaseReach(log);
  const sessions = new SessionStore(database, now);
  const store = new AccountStore(database, now);
  const identity = new StoredIdentity({ tokens: new Tokens(secret, now, former), sessions, accounts: store, known, endings, reach });
  const deletion = new AccountDeletion(database, data, endings, now);
  const credentials = new CredentialStore(database, now);
  const hasher = new PasswordHasher();
  const check = new PasswordCheck({ credentials, hasher, reach, attempts: options.attempts ?? new LocalLoginAttempts(nowMs) });
  const accounts = new StoredAccounts({ store, deletion, identity, known, reach, hasher, check, data, registered, now });
  const passwords = new StoredPasswords({ credentials, check, hasher, identity, reach });
  return { identity, accounts, passwords, sweep: new AccountSweep(deletion, sessions, log) };
}
