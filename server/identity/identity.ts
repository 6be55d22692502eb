import type { PlayerId } from "../ids.ts";

/** Who somebody is to everyone else. */
export interface Player {
  readonly id: PlayerId;
  readonly name: string;
  readonly guest: boolean;
}

/** Signs players in and knows them again. */
export interface Identity {
  /** A new guest; without a name, a generated one. Throws AppError `identity/name` where the name cannot be used. */
  guest(name: string | undefined): Promise<{ token: string; player: Player }>;
  /** The player of a token; undefined where it is forged, expired or not a token. Takes the same time for each of these. */
  verify(token: string): Promise<Player | undefined>;
}
