/** Ring of predictions: longer than any input stays unacknowledged. */
const KEPT_STEPS = 256;
/** Of the sizes: ten minutes at 30 acknowledgements a second. */
const KEPT_SIZES = 18_000;

/**
 * How far off the prediction was: at each acknowledged input, the distance between where we said we would be after it and
 * where the server says we are, in the unit of the game's fields.
 */
export class Corrections {
  /** Acknowledgements compared. */
  acks = 0;
  /** Of these, not zero. */
  corrected = 0;
  last = 0;
  readonly #fields: readonly string[];
  readonly #seqs = new Float64Array(KEPT_STEPS).fill(-1);
  readonly #values: Float64Array;
  /** A ring that is there from the first: an array that grows would look like a leak for ten minutes. */
  readonly #sizes = new Float32Array(KEPT_SIZES);

  /** `fields` are the coordinates, of those that are predicted. */
  constructor(fields: readonly string[]) {
    this.#fields = fields;
    this.#values = new Float64Array(KEPT_STEPS * fields.length);
  }

  /** `state` is the prediction after input `seq`; a replay of the step writes over what it said before. */
  predicted(seq: number, state: Readonly<Record<string, unknown>>): void {
    const slot = seq % KEPT_STEPS;
    this.#seqs[slot] = seq;
    this.#fields.forEach((field, index) => {
      this.#values[slot * this.#fields.length + index] = Number(state[field]);
    });
  }

  /** `truth` is the server's entry after input `seq`. */
  acknowledged(seq: number, truth: Readonly<Record<string, unknown>>): void {
    const slot = seq % KEPT_STEPS;
    if (this.#fields.length === 0 || this.#seqs[slot] !== seq) return;
    let squares = 0;
    this.#fields.forEach((field, index) => {
      const off = (this.#values[slot * this.#fields.length + index] ?? 0) - Number(truth[field]);
      squares += off * off;
    });
    this.last = Math.sqrt(squares);
    this.#sizes[this.acks % KEPT_SIZES] = this.last;
    this.acks++;
    if (this.last > 0) this.corrected++;
  }

  /** Predictions of another life say nothing about this one. */
  forget(): void {
    this.#seqs.fill(-1);
  }

  /** Those of the acknowledgements after the first `acks`, oldest first, as far as they are kept. */
  sizesSince(acks: number): number[] {
    const count = Math.min(this.acks - acks, KEPT_SIZES);
    return Array.from({ length: count }, (_, index) => this.#sizes[(this.acks - count + index) % KEPT_SIZES] ?? 0);
  }
}
