import type { AnyGame } from "../../rooms/lib/game.ts";
import { layoutOf, type Scalar, scalarsOf } from "../../rooms/lib/layout.ts";
import { float32, int8, int16, int32, uint8, uint16, uint32 } from "../../rooms/lib/wire.ts";

/** Where a seat's inputs wait: the part of Colyseus' accessor that is used here. */
export interface InputSource {
  readonly size: number;
  /** Milliseconds of the room's clock at which the sender of the last consumed input drew the others. */
  readonly renderTime: number;
  next(options: { idle: false }): object | undefined;
}

/** A longer queue would only add latency: older inputs are dropped. */
const MAX_BACKLOG = 3;
/** A missing input repeats the last for this many ticks, then the seat is neutral. */
const MAX_REPEATS = 3;

export interface InputCounts {
  repeated: number;
  dropped: number;
}

/** Makes the effective input of each seat and tick: exactly one, in values that wire and record carry exactly. */
export class EffectiveInputs {
  readonly #game: AnyGame;
  readonly #fields: readonly Scalar[];
  readonly #last: (object | undefined)[] = [];
  readonly #missed: number[] = [];
  readonly counts: InputCounts = { repeated: 0, dropped: 0 };

  constructor(game: AnyGame) {
    this.#game = game;
    this.#fields = scalarsOf(layoutOf(game.Input));
  }

  /** The next input of a person; `sixteenths` turns its render time into the game's look-back. */
  fromPerson(seat: number, source: InputSource | undefined, sixteenths: (renderTimeMs: number) => number): object {
    while (source && source.size > MAX_BACKLOG) {
      source.next({ idle: false });
      this.counts.dropped++;
    }
    const sent = source?.next({ idle: false });
    if (!sent) return this.#missing(seat);
    this.#missed[seat] = 0;
    return this.#keep(seat, sent, sixteenths(source?.renderTime ?? 0));
  }

  /** The input that a bot chose; it sees the world as it is. */
  fromBot(seat: number, chosen: object): object {
    this.#game.sanitize(chosen);
    this.#missed[seat] = 0;
    return this.#keep(seat, chosen, 0);
  }

  forget(seat: number): void {
    this.#last[seat] = undefined;
    this.#missed[seat] = 0;
  }

  #missing(seat: number): object {
    const last = this.#last[seat];
    const missed = (this.#missed[seat] ?? 0) + 1;
    this.#missed[seat] = missed;
    if (last && missed <= MAX_REPEATS) {
      this.counts.repeated++;
      return last;
    }
    return this.#keep(seat, this.#game.neutral(last), 0);
  }

  #keep(seat: number, input: object, sixteenths: number): object {
    const exact: Record<string, number | boolean> = {};
    for (const field of this.#fields) exact[field.name] = exactValue(field, (input as Record<string, unknown>)[field.name]);
    if (this.#game.lookback) exact[this.#game.lookback] = sixteenths;
    this.#last[seat] = exact;
    return exact;
  }
}

const EXACT: Readonly<Record<string, (value: number) => number>> = { uint8, uint16, uint32, int8, int16, int32, float32 };

function exactValue(field: Scalar, value: unknown): number | boolean {
  if (field.type === "boolean") return Boolean(value);
  return (EXACT[field.type] ?? float32)(Number(value));
}
