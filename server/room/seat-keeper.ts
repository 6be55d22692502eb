import type { PlayerId } from "../ids.ts";
import type { RoomServices } from "./room-services.ts";
import type { Seating } from "./seating.ts";

/** Who is away may have taken and left a seat elsewhere meanwhile; asked for each of them this often. */
const LOOK_EVERY_MS = 2000;

/** Tells the platform which players a room wants back, while its match runs. */
export class SeatKeeper {
  readonly #services: RoomServices;
  readonly #game: string;
  readonly #roomId: string;
  readonly #kept = new Map<string, string>();
  #lookedAtMs = 0;

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
    this.#lookAfterAway(seating);
  }

  /** The seat of somebody who is away is theirs again once they hold no newer one. */
  #lookAfterAway(seating: Seating): void {
    if (performance.now() - this.#lookedAtMs < LOOK_EVERY_MS) return;
    this.#lookedAtMs = performance.now();
    for (const { player, sessionId } of seating.all) if (player && sessionId === undefined) this.#run(this.#holdUnlessElsewhere(player as PlayerId));
  }

  release(player: string): void {
    if (this.#kept.delete(player)) this.#run(this.#services.heldSeats.release(player as PlayerId, this.#roomId));
  }

  releaseAll(): void {
    for (const player of this.#kept.keys()) this.release(player);
  }

  async #holdUnlessElsewhere(player: PlayerId): Promise<void> {
    if (await this.#services.heldSeats.of(player)) return;
    const id = this.#kept.get(player);
    if (id !== undefined) await this.#services.heldSeats.hold(player, { id, game: this.#game, roomId: this.#roomId });
  }

  #run(stored: Promise<void>): void {
    stored.catch((error: unknown) => this.#services.log.warn({ room: this.#roomId, error: String(error) }, "held seat not stored"));
  }
}
