import type { PlayerId } from "../ids.ts";

/** What one part of the platform keeps about players. */
export interface PersonalData {
  /** Its name in an export. */
  readonly name: string;
  /** Everything that it keeps about a player, as JSON will have it. */
  dataOf(player: PlayerId): Promise<unknown>;
  /** Erases it once the player is gone, and takes their name off what must stay for others. May be repeated, and is. */
  erase(player: PlayerId): Promise<void>;
}
