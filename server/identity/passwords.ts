import type { Issued, SignedIn } from "./identity.ts";

/** What somebody types who has forgotten their password. */
export interface Recovery {
  readonly name: string;
  readonly recoveryCode: string;
  /** The new one. */
  readonly password: string;
  readonly device: string;
  readonly address: string;
}

/** A new session, and the code that opens the account next time. */
export interface Recovered extends Issued {
  readonly recoveryCode: string;
}

/**
 * How registered players change what they sign in with. No mail is sent: who forgets a password needs the recovery code.
 * Wrong passwords and codes are counted as those of a login are.
 */
export interface Passwords {
  /** Ends every other session of the player. Throws AppError `identity/confirm` where `current` is not the password. */
  change(who: SignedIn, current: string, next: string, address: string): Promise<void>;
  /** A new recovery code, in place of the one before; it is shown this once. Throws AppError `identity/confirm` where `password` is wrong. */
  newRecoveryCode(who: SignedIn, password: string, address: string): Promise<string>;
  /** Opens an account with its recovery code, which is used up: a new password, a new code, and every session before ended. Throws AppError `identity/recovery`. */
  recover(recovery: Recovery): Promise<Recovered>;
}
