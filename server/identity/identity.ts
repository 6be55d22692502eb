import type { PlayerId, SessionId } from "../ids.ts";

/** Who somebody is to everyone else. */
export interface Player {
  readonly id: PlayerId;
  readonly name: string;
  readonly guest: boolean;
}

/** A player on one device, by the token they showed. */
export interface SignedIn {
  readonly player: Player;
  readonly session: SessionId;
  readonly issuedAt: Date;
}

/** What a client keeps. */
export interface Issued {
  readonly token: string;
  readonly player: Player;
}

/** A device that is signed in. */
export interface Session {
  readonly id: SessionId;
  readonly device: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
}

/** Signs players in and knows them again. One token serves requests and joins; it ends after 30 days, or with its session. */
export interface Identity {
  /**
   * A new guest; without a name, a generated one. Throws AppError `identity/name` where the name cannot be used, `identity/name-taken` where an
   * account has it. While the database is away the guest is made all the same, and stored once it is back.
   */
  guest(name: string | undefined, device?: string): Promise<Issued>;
  /** The player of a token; undefined where it is forged, expired, revoked or not a token. Takes the same time for each that is no token of ours. */
  verify(token: string): Promise<Player | undefined>;
  /** The same, with the session. */
  signedIn(token: string): Promise<SignedIn | undefined>;
  /** Another token of the same session, for 30 days more; the old one ends by itself. */
  renew(who: SignedIn): Promise<Issued>;
  /** The devices that a player is signed in on, newest first. */
  sessions(player: PlayerId): Promise<readonly Session[]>;
  /** Ends sessions of the player: here at once, on other nodes within seconds. False where there is no such session. */
  revoke(player: PlayerId, session: SessionId): Promise<boolean>;
}
