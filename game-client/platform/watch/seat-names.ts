import type { World } from "../../../rooms/lib/game.ts";

export interface NamedSeat {
  readonly seat: number;
  readonly name: string;
  readonly team: number;
}

/** Who sits where, as far as the match was seen: an entry may come and go, a moment keeps its seat. */
export class SeatNames {
  readonly #seats = new Map<number, NamedSeat>();

  /** True where somebody is new or is named otherwise. */
  learn(world: Pick<World, "players">): boolean {
    let changed = false;
    world.players.forEach(({ seat, name, team }) => {
      const known = this.#seats.get(seat);
      if (known?.name === name && known.team === team) return;
      this.#seats.set(seat, { seat, name, team });
      changed = true;
    });
    return changed;
  }

  /** By seat. */
  get all(): readonly NamedSeat[] {
    return [...this.#seats.values()].toSorted((a, b) => a.seat - b.seat);
  }

  of(seat: number): string | undefined {
    return this.#seats.get(seat)?.name;
  }
}
