import type { SystemInput, World } from "../../rooms/lib/game.ts";

/** A person on a seat, from when to when. */
export interface SeatStay {
  readonly player: string;
  readonly name: string;
  readonly seat: number;
  readonly fromTick: number;
  /** Undefined while the seat is theirs. */
  leftTick: number | undefined;
  /** When they gave the seat up. */
  score: number;
  /** Without a connection now. */
  away: boolean;
  /** Another person got the seat afterwards. */
  takenOver: boolean;
}

/** Who sat where in a match, from its system inputs alone: the same for a room and for a record that is played again. */
export class SeatStays {
  readonly #stays: SeatStay[] = [];
  #playTick: number | undefined;

  get all(): readonly SeatStay[] {
    return this.#stays;
  }

  /** The tick at which play began; undefined while the match waits for players. */
  get playTick(): number | undefined {
    return this.#playTick;
  }

  /** Call after each step, until the match is finished. */
  tick(system: readonly SystemInput[], world: World): void {
    if (this.#playTick === undefined && world.phase !== "waiting") this.#playTick = world.tick;
    for (const input of system) {
      if (input.kind === "join") this.#join(input, world.tick);
      else this.#change(input, world);
    }
  }

  #join({ seat, player, name }: Extract<SystemInput, { kind: "join" }>, tick: number): void {
    if (!player) return;
    for (const stay of this.#stays) if (stay.seat === seat && stay.player !== player) stay.takenOver = true;
    this.#stays.push({ player, name, seat, fromTick: tick, leftTick: undefined, score: 0, away: false, takenOver: false });
  }

  #change({ kind, seat }: SystemInput, world: World): void {
    const stay = this.#stays.find((each) => each.seat === seat && each.leftTick === undefined);
    if (!stay) return;
    if (kind === "drop") stay.away = true;
    else if (kind === "back") stay.away = false;
    else if (kind === "leave" || kind === "remove") {
      stay.leftTick = world.tick;
      stay.score = world.players.get(String(seat))?.score ?? 0;
    }
  }
}
