import type { Client, Deferred } from "@colyseus/core";

/** Each is a reservation: a page that is loaded again and again must not fill the room for its own player. */
const PER_PLAYER = 2;

/** Connections that were lost and may come back with their token, by player. */
export class LostConnections {
  readonly #byPlayer = new Map<string, Deferred<Client>[]>();

  /** `lost` is what `allowReconnection` gave: for a client that never acknowledged its join that is no Deferred, and it cannot come back. */
  add(player: string, lost: Deferred<Client>): void {
    lost.catch(() => {});
    if (typeof lost.reject !== "function") return;
    const all = [...(this.#byPlayer.get(player) ?? []), lost];
    this.#byPlayer.set(player, all);
    const settled = () => this.#remove(player, lost);
    lost.then(settled, settled);
    if (all.length > PER_PLAYER) all[0]?.reject();
  }

  /** None of a player's may come back: the seat was given up. */
  forget(player: string): void {
    for (const lost of this.#byPlayer.get(player) ?? []) lost.reject();
    this.#byPlayer.delete(player);
  }

  #remove(player: string, lost: Deferred<Client>): void {
    const rest = (this.#byPlayer.get(player) ?? []).filter((each) => each !== lost);
    if (rest.length > 0) this.#byPlayer.set(player, rest);
    else this.#byPlayer.delete(player);
  }
}
