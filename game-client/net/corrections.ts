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
  #sizes: number[] = [];

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
    this.acks++;
    if (this.last > 0) this.corrected++;
    if (this.#sizes.length === KEPT_SIZES) this.#sizes = this.#sizes.slice(KEPT_SIZES / 2);
    this.#sizes.push(this.last);
  }

  /** Predictions of another life say nothing about this one. */
  forget(): void {
    this.#seqs.fill(-1);
  }

  /** The kept sizes, oldest first. */
  sizes(): readonly number[] {
    return this.#sizes;
  }
}
