import type { FeedEvent, SentEvent } from "./live-feed.ts";

/** About ten minutes of a busy server: 100 matches with a change of score every 10 s make 10 events a second, of 300 bytes. */
const KEPT = 5000;

/**
 * The newest events, each under an id that only grows: `<epoch>-<number>`. The epoch is another after every start, so that
 * an id of before is known as such.
 */
export class EventHistory {
  readonly #epoch: string;
  readonly #kept: number;
  /** A ring: event `n` is at `n % kept`. */
  readonly #events: SentEvent[] = [];
  #last = 0;

  constructor({ kept = KEPT, epoch = Date.now().toString(36) }: { readonly kept?: number; readonly epoch?: string } = {}) {
    this.#kept = kept;
    this.#epoch = epoch;
  }

  /** Of the newest event; a reader that has it has missed nothing. */
  get lastId(): string {
    return this.#id(this.#last);
  }

  add({ name, game, data }: FeedEvent): SentEvent {
    this.#last++;
    const sent = { game, text: `id: ${this.lastId}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n` };
    this.#events[this.#last % this.#kept] = sent;
    return sent;
  }

  /** What came after the event `id`, oldest first; undefined where that is not known any more, or never was. */
  after(id: string): readonly SentEvent[] | undefined {
    const match = /^([0-9a-z]{1,16})-(\d{1,15})$/.exec(id);
    const from = Number(match?.[2]);
    if (match?.[1] !== this.#epoch || from > this.#last || this.#last - from > this.#kept) return undefined;
    return Array.from({ length: this.#last - from }, (_, index) => this.#events[(from + 1 + index) % this.#kept]).filter(
      (event) => event !== undefined,
    );
  }

  #id(number: number): string {
    return `${this.#epoch}-${number}`;
  }
}
