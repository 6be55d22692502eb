import type { Room } from "@colyseus/core";
import type { Player } from "../identity/identity.ts";
import { isReserved } from "./colyseus-internals.ts";
import type { Seating } from "./seating.ts";

/** Reservations one player may have at a time: a reload or two on a slow line. */
const PER_PLAYER = 4;

/** Decides who may reserve: seats bound a match, and those who hold one may always return. */
export class Admission {
  readonly #room: Room;
  readonly #seating: Seating;
  readonly #pending = new Map<string, string[]>();

  constructor(room: Room, seating: Seating) {
    this.#room = room;
    this.#seating = seating;
  }

  /** True where `player` may reserve as `sessionId`; a reservation counts until its socket came or its time is over. */
  admits(sessionId: string, player: Player | undefined): boolean {
    if (!player) return false;
    for (const [id, sessions] of this.#pending) this.#refresh(id, sessions);
    const mine = this.#pending.get(player.id) ?? [];
    if (mine.length >= PER_PLAYER) return false;
    const others = [...this.#pending.keys()].filter((id) => id !== player.id && !this.#seating.ofPlayer(id)).length;
    if (!this.#seating.ofPlayer(player.id) && this.#seating.open - others <= 0) return false;
    this.#pending.set(player.id, [...mine, sessionId]);
    return true;
  }

  /** This reservation was used. */
  used(player: string, sessionId: string): void {
    this.#pending.set(
      player,
      (this.#pending.get(player) ?? []).filter((each) => each !== sessionId),
    );
  }

  #refresh(id: string, sessions: string[]): void {
    const alive = sessions.filter((sessionId) => isReserved(this.#room, sessionId));
    if (alive.length > 0) this.#pending.set(id, alive);
    else this.#pending.delete(id);
  }
}
