import type { BroadcastFrame } from "../../rooms/lib/broadcast.ts";
import type { AnyGame, World } from "../../rooms/lib/game.ts";
import type { StrictDecoder } from "../../rooms/lib/strict-decoder.ts";
import type { BroadcastSchema } from "./broadcast-schema.ts";
import { WatchedSmoothing } from "./watched-smoothing.ts";

/** A full state, or what changed since the one before. */
export type StateFrame = BroadcastFrame & { readonly kind: "state" | "patch" };

export function isStateFrame(frame: BroadcastFrame): frame is StateFrame {
  return frame.kind === "state" || frame.kind === "patch";
}

/** One state that frames are applied to, in order. */
export class WatchedReel<W extends World> {
  /** After the last frame; -1 before the first. */
  tick = -1;
  readonly #decoder: StrictDecoder<never>;
  readonly #smoothing: WatchedSmoothing;

  constructor(game: AnyGame, schema: BroadcastSchema<W>) {
    this.#decoder = schema.decoder() as unknown as StrictDecoder<never>;
    this.#smoothing = new WatchedSmoothing(game.smooth);
  }

  get state(): W {
    return this.#decoder.state as W;
  }

  /** Throws RangeError where the frame is damaged. */
  apply(frame: StateFrame): void {
    if (this.tick < 0 && frame.kind !== "state") throw new RangeError("there is no full state to begin with");
    // Patches are complete in themselves: the state at the beginning of a segment tells nothing new to who comes from the one before.
    if (frame.kind === "state" && frame.tick === this.tick) return;
    this.#decoder.apply(frame.bytes, frame.kind === "state");
    this.tick = frame.tick;
    this.#smoothing.note(this.state, frame.tick);
  }

  value(collection: string, entity: object, field: string, tick: number): number {
    return this.#smoothing.value(collection, entity, field, tick);
  }
}
