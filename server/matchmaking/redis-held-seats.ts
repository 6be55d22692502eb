import { z } from "zod";
import type { PlayerId } from "../ids.ts";
import type { OwnedKeys } from "../redis/owned-keys.ts";
import type { HeldSeat, HeldSeats } from "./held-seats.ts";

const heldSeat = z.object({ id: z.string(), game: z.string(), roomId: z.string() });

/** Held seats for all nodes, in Redis: each is owned by the node of its room. */
export class RedisHeldSeats implements HeldSeats {
  readonly #keys: OwnedKeys;

  constructor(keys: OwnedKeys) {
    this.#keys = keys;
  }

  async of(player: PlayerId): Promise<HeldSeat | undefined> {
    const stored = await this.#keys.get(player);
    return stored === undefined ? undefined : heldSeat.parse(JSON.parse(stored));
  }

  async hold(player: PlayerId, { id, game, roomId }: HeldSeat): Promise<void> {
    await this.#keys.put(player, roomId, JSON.stringify({ id, game, roomId }));
  }

  async release(player: PlayerId, roomId: string): Promise<void> {
    await this.#keys.drop(player, roomId);
  }
}
