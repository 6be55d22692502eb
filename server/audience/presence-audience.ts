import { randomBytes } from "node:crypto";
import type { Presence } from "@colyseus/core";
import { z } from "zod";
import type { MatchId } from "../ids.ts";
import type { Audience, Watchers } from "./audience.ts";

const KEY = "velarium:audience";
/** What a process says is good for so long; it says it again well before. */
const GOOD_FOR_MS = 20_000;
const REPEAT_MS = 5000;
/** Lists are asked for far more often than people come and go. */
const KEPT_MS = 1000;
/** Long enough that nobody deletes what a process whose clock is late has just said. */
const FORGOTTEN_AFTER_MS = 60_000;

const said = z.object({ match: z.string(), until: z.number(), watchers: z.number(), following: z.record(z.string(), z.number()) });

export interface PresenceAudienceOptions {
  readonly presence: Presence;
  readonly nowMs?: () => number;
  /** Told whenever it changes how many watch in this process. */
  readonly counted?: (watchers: number) => void;
}

/** The audience in Colyseus' Presence: one field for each room, that its process renews. */
export class PresenceAudience implements Audience {
  readonly #presence: Presence;
  readonly #nowMs: () => number;
  readonly #counted: (watchers: number) => void;
  readonly #process = randomBytes(6).toString("base64url");
  readonly #rooms = new Map<string, { readonly match: MatchId; readonly watchers: Watchers }>();
  readonly #timer = setInterval(() => this.renew(), REPEAT_MS).unref();
  #kept: Promise<ReadonlyMap<string, Watchers>> | undefined;
  #keptUntilMs = 0;

  constructor({ presence, nowMs = Date.now, counted = () => {} }: PresenceAudienceOptions) {
    this.#presence = presence;
    this.#nowMs = nowMs;
    this.#counted = counted;
  }

  report(match: MatchId, roomId: string, watchers: Watchers | undefined): void {
    if (watchers) this.#rooms.set(roomId, { match, watchers });
    else this.#rooms.delete(roomId);
    this.#counted([...this.#rooms.values()].reduce((sum, room) => sum + room.watchers.watchers, 0));
    if (watchers) this.#say(roomId);
    else this.#quietly(this.#presence.hdel(KEY, this.#field(roomId)));
  }

  now(): Promise<ReadonlyMap<string, Watchers>> {
    if (!this.#kept || this.#nowMs() >= this.#keptUntilMs) {
      const read = this.#read();
      this.#kept = read;
      this.#keptUntilMs = this.#nowMs() + KEPT_MS;
      // What failed is not kept.
      read.catch(() => {
        if (this.#kept === read) this.#kept = undefined;
      });
    }
    return this.#kept;
  }

  /** Says again what this process has. */
  renew(): void {
    for (const roomId of this.#rooms.keys()) this.#say(roomId);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #say(roomId: string): void {
    const room = this.#rooms.get(roomId);
    if (!room) return;
    const text = JSON.stringify({ match: room.match, until: this.#nowMs() + GOOD_FOR_MS, ...room.watchers });
    this.#quietly(this.#presence.hset(KEY, this.#field(roomId), text));
  }

  async #read(): Promise<ReadonlyMap<string, Watchers>> {
    const all = new Map<string, { watchers: number; following: Record<string, number> }>();
    const nowMs = this.#nowMs();
    for (const [field, text] of Object.entries((await this.#presence.hgetall(KEY)) ?? {})) {
      const { match, until, watchers, following } = said.parse(JSON.parse(text));
      if (until + FORGOTTEN_AFTER_MS < nowMs) this.#quietly(this.#presence.hdel(KEY, field));
      if (until < nowMs) continue;
      const sum = all.get(match) ?? { watchers: 0, following: {} };
      all.set(match, sum);
      sum.watchers += watchers;
      for (const [seat, count] of Object.entries(following)) sum.following[seat] = (sum.following[seat] ?? 0) + count;
    }
    return all;
  }

  #field(roomId: string): string {
    return `${this.#process}@${roomId}`;
  }

  /** Counts are renewed in some seconds, or expire. */
  #quietly(work: unknown): void {
    Promise.resolve(work).catch(() => {});
  }
}
