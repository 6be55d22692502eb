import type { Presence } from "@colyseus/core";
import { z } from "zod";
import type { PlayerId, SessionId } from "../ids.ts";
import type { EndedSessions, SessionEndings } from "./session-endings.ts";

const TOPIC = "velarium:sessions-ended";
const told = z.object({
  player: z.string().transform((id) => id as PlayerId),
  sessions: z.union([z.literal("all"), z.array(z.string().transform((id) => id as SessionId))]),
});

/** Over Colyseus' Presence: in this process alone, or to all nodes where it is on Redis. One subscription, however many listen. */
export class PresenceSessionEndings implements SessionEndings {
  readonly #presence: Presence;
  readonly #listeners = new Set<(ended: EndedSessions) => void>();

  constructor(presence: Presence) {
    this.#presence = presence;
    // While Redis is away nobody is told: the token is refused all the same.
    Promise.resolve(presence.subscribe(TOPIC, (data: unknown) => this.#tellHere(data))).catch(() => {});
  }

  tell(ended: EndedSessions): void {
    Promise.resolve(this.#presence.publish(TOPIC, ended)).catch(() => {});
  }

  on(listener: (ended: EndedSessions) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tellHere(data: unknown): void {
    const { success, data: ended } = told.safeParse(data);
    if (success) for (const listener of this.#listeners) listener(ended);
  }
}
