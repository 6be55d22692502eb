import { Callbacks } from "@colyseus/sdk";
import { Predict } from "@colyseus/sdk/predict";
import type { World } from "../../rooms/lib/game.ts";
import type { MatchRoom } from "./enter.ts";

/** The SDK's Predict, where entities and fields come from a descriptor instead of from types. */
interface AnyPredict {
  track(instance: object, field: string): () => void;
  detach(instance: object): void;
  value(instance: object, field: string): number;
  setDefaults(options: { delay: number }): void;
  tick(nowMs: number): number;
  dispose(): void;
}

interface AnyCallbacks {
  onAdd(collection: string, added: (child: object) => void): () => void;
  onRemove(collection: string, removed: (child: object) => void): () => void;
}

/** A room whose state has been decoded, as the SDK's types want it. */
type Decoded = Parameters<typeof Callbacks.get>[0];

/**
 * Draws one collection's entities a little in the past, between two states that have arrived. Samples keep the server's own
 * times, not a grid: what is drawn is then exactly what the server looks up when it asks what a shooter saw.
 */
export class Smoothing {
  readonly predict: Predict;
  readonly #any: AnyPredict;
  readonly #stop: readonly (() => void)[];

  /** `fields` follow the delay; `snap` is the jump that is a teleport. */
  constructor(room: MatchRoom<World>, collection: string, config: { fields: readonly string[]; snap: number }, delayMs: number) {
    this.predict = Predict.get(room as unknown as Decoded, { mode: "lerp", delay: delayMs, snap: config.snap, name: collection });
    this.#any = this.predict as unknown as AnyPredict;
    const callbacks = Callbacks.get(room as unknown as Decoded) as unknown as AnyCallbacks;
    this.#stop = [
      // Fields tracked one by one follow setDefaults; attachAll would freeze the delay of the moment.
      callbacks.onAdd(collection, (child) => {
        for (const field of config.fields) this.#any.track(child, field);
      }),
      callbacks.onRemove(collection, (child) => this.#any.detach(child)),
    ];
  }

  setDelay(delayMs: number): void {
    this.#any.setDefaults({ delay: delayMs });
  }

  /** The number of input steps that are due, where this collection has the predicted entry. */
  tick(nowMs: number): number {
    return this.#any.tick(nowMs);
  }

  value(entity: object, field: string): number {
    return this.#any.value(entity, field);
  }

  dispose(): void {
    for (const stop of this.#stop) stop();
    this.#any.dispose();
  }
}
