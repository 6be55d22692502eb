import type { Reconciler } from "@colyseus/sdk/predict";

/** How soon what is drawn is where it should be: a dash is not one jump, and a step of the hand is seen in its first frames. */
const EASE_MS = 12;

type Body = Record<string, number | boolean>;

/** What the SDK's reconciler adds to the prediction when it draws; it has no public names. */
interface Drawn {
  readonly error: Readonly<Record<string, number>>;
  renderAlpha(): number;
}

/**
 * Draws our own entry where this moment's hands put it, part of the way to the next step, instead of part of the way from the
 * step before: a key is seen a whole step earlier. Only the picture is ahead: inputs go out as before, and rules read the prediction.
 */
export class Ahead {
  readonly #fields: readonly string[];
  readonly #snap: number;
  readonly #next: Body = {};
  readonly #shown = new Map<string, number>();

  /** `fields` are the coordinates, of those that are predicted; `snap` is the jump that is a teleport. */
  constructor(fields: readonly string[], snap: number) {
    this.#fields = fields;
    this.#snap = snap;
  }

  /** Once a frame, after the inputs that were due. `step` advances the body by the hands as they are now. */
  frame(reconciler: Reconciler, step: (body: Body) => void, elapsedMs: number): void {
    const body = reconciler.state as Body;
    const { error } = reconciler as unknown as Drawn;
    const alpha = (reconciler as unknown as Drawn).renderAlpha();
    step(Object.assign(this.#next, body));
    const share = 1 - Math.exp(-elapsedMs / EASE_MS);
    for (const field of this.#fields) {
      const now = Number(body[field]);
      const wanted = now + (error[field] ?? 0) + (Number(this.#next[field]) - now) * alpha;
      const shown = this.#shown.get(field) ?? wanted;
      this.#shown.set(field, Math.abs(wanted - shown) > this.#snap ? wanted : shown + (wanted - shown) * share);
    }
  }

  /** Where the field is drawn; undefined for one that is not drawn ahead. */
  value(field: string): number | undefined {
    return this.#shown.get(field);
  }

  /** Another entry, or another life. */
  forget(): void {
    this.#shown.clear();
  }
}
