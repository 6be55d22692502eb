import type { Game } from "../../rooms/lib/game.ts";

/** States that are remembered: what is drawn lies between the last two, or a few further back where the line brought several at once. */
const KEPT = 8;

type Smooth = NonNullable<Game["smooth"]>;
type Entity = Readonly<Record<string, unknown>>;

interface Sample {
  readonly tick: number;
  readonly values: readonly number[];
}

/** Draws the fields that a game smooths between the states that were decoded, at any tick between them, whatever the speed. */
export class WatchedSmoothing {
  readonly #smooth: Smooth;
  readonly #samples = new Map<string, WeakMap<object, Sample[]>>();

  constructor(smooth: Smooth = {}) {
    this.#smooth = smooth;
    for (const collection of Object.keys(smooth)) this.#samples.set(collection, new WeakMap());
  }

  /** Takes note of the state after `tick`. */
  note(state: object, tick: number): void {
    for (const [collection, entities] of this.#samples) {
      const fields = this.#smooth[collection]?.fields ?? [];
      (state as Record<string, ReadonlyMap<string, object> | undefined>)[collection]?.forEach((entity) => {
        const samples = entities.get(entity) ?? [];
        if (samples.length === 0) entities.set(entity, samples);
        const values = fields.map((field) => Number((entity as Entity)[field]));
        if (samples.at(-1)?.tick === tick) samples.pop();
        samples.push({ tick, values });
        if (samples.length > KEPT) samples.shift();
      });
    }
  }

  /** The field at `tick`; as it is in the state where it is not smoothed. */
  value(collection: string, entity: object, field: string, tick: number): number {
    const { fields, snap } = this.#smooth[collection] ?? { fields: [], snap: 0 };
    const index = fields.indexOf(field);
    const samples = this.#samples.get(collection)?.get(entity);
    if (index < 0 || !samples) return Number((entity as Entity)[field]);
    let at = samples.length - 1;
    while (at > 0 && (samples[at] as Sample).tick >= tick) at--;
    const from = samples[at] as Sample;
    const to = samples[at + 1] ?? from;
    const [a, b] = [from.values[index] ?? 0, to.values[index] ?? 0];
    const share = Math.min(1, Math.max(0, (tick - from.tick) / Math.max(to.tick - from.tick, 1e-6)));
    // Whoever was elsewhere at once is not drawn on the way.
    const jumped = from.values.some((value, i) => Math.abs((to.values[i] ?? 0) - value) > snap);
    if (jumped) return share < 1 ? a : b;
    return a + (b - a) * share;
  }
}
