import type { PlayerId } from "../ids.ts";
import type { Issued, Player, SignedIn } from "./identity.ts";
import type { Recovered } from "./passwords.ts";

/** What somebody types to have an account. */
export interface Registration {
  readonly name: string;
  readonly password: string;
  readonly email?: string | undefined;
  readonly device: string;
  /** Where it comes from: the account is opened there for the first time. */
  readonly address?: string;
}

/** What somebody types to get in. */
export interface Login {
  readonly name: string;
  readonly password: string;
  readonly device: string;
  /** Where it comes from: attempts are counted by it. */
  readonly address: string;
}

/** The accounts of people. What cannot be is thrown as an AppError with a code of `identity/`; `server/database` while the database is away. */
export interface Accounts {
  /**
   * Makes `guest` a registered player: id, progress and session stay. Without a guest, makes a player. Of two who want names
   * that look alike, one gets it. The recovery code is shown this once.
   */
  register(registration: Registration, guest: SignedIn | undefined): Promise<Recovered>;
  /** Signs a registered player in on one more device. A wrong name and a wrong password give the same answer after the same time. */
  login(login: Login): Promise<Issued>;
  /** Guests as often as they like, registered players once in 7 days. */
  rename(who: SignedIn, name: string): Promise<Player>;
  /** Everything about a player, by the part of the platform that keeps it. */
  dataOf(player: PlayerId): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Deletes the account: signed out everywhere at once, everything about it erased before this returns, or by the next
   * sweep if the process dies. Needs the password, or of a guest a token of the last 10 minutes. Repeating changes nothing.
   */
  remove(who: SignedIn, password: string | undefined, address: string): Promise<void>;
}
