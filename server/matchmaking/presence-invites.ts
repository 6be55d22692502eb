import type { Presence } from "@colyseus/core";
import { z } from "zod";
import type { InviteCode } from "../ids.ts";
import type { Invite, Invites } from "./invites.ts";

const CLAIMS = "velarium:invite-claims";
const KEY = "velarium:invites";
const invite = z.object({ game: z.string(), roomId: z.string() });

/** Invite codes in Colyseus' Presence. The claim is a counter, the one step of Presence that is atomic on every adapter. */
export class PresenceInvites implements Invites {
  readonly #presence: Presence;

  constructor(presence: Presence) {
    this.#presence = presence;
  }

  async open(code: InviteCode, to: Invite): Promise<boolean> {
    if ((await this.#presence.hincrby(CLAIMS, code, 1)) !== 1) return false;
    await this.#presence.hset(KEY, code, JSON.stringify({ game: to.game, roomId: to.roomId }));
    return true;
  }

  async find(code: InviteCode): Promise<Invite | undefined> {
    const stored = await this.#presence.hget(KEY, code);
    return stored ? invite.parse(JSON.parse(stored)) : undefined;
  }

  async close(code: InviteCode, roomId: string): Promise<void> {
    if ((await this.find(code))?.roomId !== roomId) return;
    await this.#presence.hdel(KEY, code);
    await this.#presence.hdel(CLAIMS, code);
  }
}
