import type { Presence } from "@colyseus/core";
import { z } from "zod";
import type { PlayerId } from "../ids.ts";
import type { HeldSeat, HeldSeats } from "./held-seats.ts";

const KEY = "velarium:held-seats";
const heldSeat = z.object({ id: z.string(), game: z.string(), roomId: z.string() });

/** Held seats in Colyseus' Presence: in this process alone, or for all nodes where it is on Redis. */
export class PresenceHeldSeats implements HeldSeats {
  readonly #presence: Presence;

  constructor(presence: Presence) {
    this.#presence = presence;
  }

  async of(player: PlayerId): Promise<HeldSeat | undefined> {
    const stored = await this.#presence.hget(KEY, player);
    return stored ? heldSeat.parse(JSON.parse(stored)) : undefined;
  }

  async hold(player: PlayerId, seat: HeldSeat): Promise<void> {
    await this.#presence.hset(KEY, player, JSON.stringify({ id: seat.id, game: seat.game, roomId: seat.roomId }));
  }

  async release(player: PlayerId, roomId: string): Promise<void> {
    const held = await this.of(player);
    if (held?.roomId === roomId) await this.#presence.hdel(KEY, player);
  }
}
