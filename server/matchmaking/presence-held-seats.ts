import type { Presence } from "@colyseus/core";
import { z } from "zod";
import type { PlayerId } from "../ids.ts";
import type { HeldSeat, HeldSeats } from "./held-seats.ts";

const SEATS = "velarium:held-seats";
/** Longer than any match; only keeps the pointers of players who never return from staying for ever. */
const POINTER_SECONDS = 24 * 3600;
const heldSeat = z.object({ id: z.string(), game: z.string(), roomId: z.string() });

/**
 * Held seats in Colyseus' Presence: in this process alone, or for all nodes where it is on Redis. Presence cannot compare
 * and delete, so a release deletes the seat of its own room, and the pointer to the newest one is only ever replaced.
 */
export class PresenceHeldSeats implements HeldSeats {
  readonly #presence: Presence;

  constructor(presence: Presence) {
    this.#presence = presence;
  }

  async of(player: PlayerId): Promise<HeldSeat | undefined> {
    const roomId: unknown = await this.#presence.get(pointer(player));
    const stored = typeof roomId === "string" ? await this.#presence.hget(SEATS, field(player, roomId)) : null;
    return stored ? heldSeat.parse(JSON.parse(stored)) : undefined;
  }

  async hold(player: PlayerId, { id, game, roomId }: HeldSeat): Promise<void> {
    const before = await this.of(player);
    if (before && before.roomId !== roomId) await this.release(player, before.roomId);
    await this.#presence.hset(SEATS, field(player, roomId), JSON.stringify({ id, game, roomId }));
    await this.#presence.setex(pointer(player), roomId, POINTER_SECONDS);
  }

  async release(player: PlayerId, roomId: string): Promise<void> {
    await this.#presence.hdel(SEATS, field(player, roomId));
  }
}

function pointer(player: PlayerId): string {
  return `velarium:held-seat-of:${player}`;
}

function field(player: PlayerId, roomId: string): string {
  return `${player}@${roomId}`;
}
