import { z } from "zod";
import type { InviteCode } from "../ids.ts";
import type { OwnedKeys } from "../redis/owned-keys.ts";
import type { Invite, Invites } from "./invites.ts";

const invite = z.object({ game: z.string(), roomId: z.string() });

/** Invite codes for all nodes, in Redis: each is owned by the node of its room. */
export class RedisInvites implements Invites {
  readonly #keys: OwnedKeys;

  constructor(keys: OwnedKeys) {
    this.#keys = keys;
  }

  open(code: InviteCode, { game, roomId }: Invite): Promise<boolean> {
    return this.#keys.claim(code, roomId, JSON.stringify({ game, roomId }));
  }

  async find(code: InviteCode): Promise<Invite | undefined> {
    const stored = await this.#keys.get(code);
    return stored === undefined ? undefined : invite.parse(JSON.parse(stored));
  }

  async close(code: InviteCode, roomId: string): Promise<void> {
    await this.#keys.drop(code, roomId);
  }
}
