import type { FeedEvent, SentEvent } from "./live-feed.ts";

/** About ten minutes of a busy server: 100 matches with a change of score every 10 s make 10 events a second, of 300 to 700 bytes. */
const KEPT = 5000;

export interface EventHistoryOptions {
  readonly kept?: number;
  /** Small letters and digits. */
  readonly epoch?: string;
  /** Number of the event before the first. */
  readonly after?: number;
}

/**
 * The newest events, by number. To readers an event has an id that only grows: `<epoch>-<number>`. The epoch is another after
 * every start, so that an id of before is known as such.
 */
export class EventHistory {
  readonly #epoch: string;
  readonly #kept: number;
  /** A ring: event `n` is at `n % kept`. */
  readonly #events: SentEvent[] = [];
  /** Numbers up to it were never here. */
  readonly #before: number;
  #last: number;

  constructor({ kept = KEPT, epoch = Date.now().toString(36), after = 0 }: EventHistoryOptions = {}) {
    this.#kept = kept;
    this.#epoch = epoch;
    this.#before = after;
    this.#last = after;
  }

  /** Number of the newest event; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  add({ name, game, data }: FeedEvent): void {
    this.#last++;
    this.#events[this.#last % this.#kept] = { game, text: `id: ${this.idOf(this.#last)}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n` };
  }

  idOf(number: number): string {
    return `${this.#epoch}-${number}`;
  }

  /** Number of the event `id`, if all that came after it is still kept; undefined where it is not, or `id` never was one. */
  numberOf(id: string): number | undefined {
    const [, epoch, digits] = /^([0-9a-z]{1,16})-(\d{1,15})$/.exec(id) ?? [];
    const number = Number(digits);
    return epoch === this.#epoch && number >= this.#before && number <= this.#last && this.#last - number <= this.#kept ? number : undefined;
  }

  /** Undefined where it is not kept any more, or not there yet. */
  event(number: number): SentEvent | undefined {
    return number <= this.#last && this.#last - number < this.#kept ? this.#events[number % this.#kept] : undefined;
  }
}
