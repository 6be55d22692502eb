import type { PlayerId } from "../ids.ts";
import type { RoomServices } from "./room-services.ts";
import type { Seating } from "./seating.ts";

/** Tells the platform which players a room wants back, while its match runs. */
export class SeatKeeper {
  readonly #services: RoomServices;
  readonly #game: string;
  readonly #roomId: string;
  readonly #kept = new Map<string, string>();

  constructor(services: RoomServices, game: string, roomId: string) {
    this.#services = services;
    this.#game = game;
    this.#roomId = roomId;
  }

  /** Holds the seat of everybody in the running match; releases all where none runs. `joined` is held anew: it may have been elsewhere since. */
  keep(matchId: string | undefined, seating: Seating, joined?: string): void {
    if (matchId === undefined) {
      this.releaseAll();
      return;
    }
    for (const { player } of seating.all) {
      if (!player || (this.#kept.get(player) === matchId && player !== joined)) continue;
      this.#kept.set(player, matchId);
      this.#run(this.#services.heldSeats.hold(player as PlayerId, { id: matchId, game: this.#game, roomId: this.#roomId }));
    }
  }

  release(player: string): void {
    if (this.#kept.delete(player)) this.#run(this.#services.heldSeats.release(player as PlayerId, this.#roomId));
  }

  releaseAll(): void {
    for (const player of this.#kept.keys()) this.release(player);
  }

  #run(stored: Promise<void>): void {
    stored.catch((error: unknown) => this.#services.log.warn({ room: this.#roomId, error: String(error) }, "held seat not stored"));
  }
}
