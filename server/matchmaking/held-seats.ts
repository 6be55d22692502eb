import type { PlayerId } from "../ids.ts";

/** Where a player is wanted back. */
export interface HeldSeat {
  readonly id: string;
  readonly game: string;
  readonly roomId: string;
}

/** Which seat each player still holds; at most one a player, the newest. */
export interface HeldSeats {
  of(player: PlayerId): Promise<HeldSeat | undefined>;
  /** Replaces whatever the player held. */
  hold(player: PlayerId, seat: HeldSeat): Promise<void>;
  /** Forgets the seat in `roomId`; nothing happens where the player holds another by now. */
  release(player: PlayerId, roomId: string): Promise<void>;
}
