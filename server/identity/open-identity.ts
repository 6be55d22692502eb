import type { Database } from "../database/open-database.ts";
import type { PlayerId } from "../ids.ts";
import { AccountDeletion } from "./account-deletion.ts";
import { AccountStore } from "./account-store.ts";
import { AccountSweep } from "./account-sweep.ts";
import { DatabaseReach, type IdentityLog } from "./database-reach.ts";
import { KnownSessions } from "./known-sessions.ts";
import { LoginAttempts } from "./login-attempts.ts";
import { PasswordHasher } from "./password-hash.ts";
import type { PersonalData } from "./personal-data.ts";
import { SessionStore } from "./session-store.ts";
import { StoredAccounts } from "./stored-accounts.ts";
import { StoredIdentity } from "./stored-identity.ts";
import { Tokens } from "./tokens.ts";

export interface OpenIdentityOptions {
  readonly database: Database;
  /** Signs tokens. */
  readonly secret: string;
  /** Signed them before: their tokens are good until they end. */
  readonly formerSecrets?: readonly string[];
  /** What every other part of the platform keeps about players. */
  readonly data: readonly PersonalData[];
  /** Called after a guest became a registered player. */
  readonly registered: (player: PlayerId) => Promise<void>;
  readonly log: IdentityLog;
  readonly now?: () => Date;
}

/** Everything about who players are. `sweep.start()` at the start, `await sweep.stop()` at the end. */
export function openIdentity(options: OpenIdentityOptions): {
  readonly identity: StoredIdentity;
  readonly accounts: StoredAccounts;
  readonly sweep: AccountSweep;
} {
  const { database, secret, formerSecrets, data, registered, log, now = () => new Date() } = options;
  const nowMs = () => now().getTime();
  const known = new KnownSessions(nowMs);
  const reach = new DatabaseReach(log);
  const sessions = new SessionStore(database, now);
  const identity = new StoredIdentity({ tokens: new Tokens(secret, now, formerSecrets), sessions, known, reach });
  const deletion = new AccountDeletion(database, data, now);
  const store = new AccountStore(database, now);
  const attempts = new LoginAttempts(nowMs);
  const hasher = new PasswordHasher();
  const accounts = new StoredAccounts({ store, deletion, identity, known, reach, hasher, attempts, data, registered, now });
  return { identity, accounts, sweep: new AccountSweep(deletion, sessions, log) };
}
