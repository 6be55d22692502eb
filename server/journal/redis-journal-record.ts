import type { JournalStream } from "./journal.ts";
import type { RedisJournalKeys } from "./redis-journal-keys.ts";
import type { RedisJournalSource, RedisJournalWriter } from "./redis-journal-writer.ts";

/** Writes the record of one match to its stream. */
export class RedisJournalRecord implements JournalStream<Uint8Array>, RedisJournalSource {
  failed: Error | undefined;
  waitingBytes = 0;
  readonly #writer: RedisJournalWriter;
  readonly #key: string;
  readonly #keptMs: number;
  #last = 0;
  #closed: Promise<void> | undefined;

  constructor(writer: RedisJournalWriter, { record }: RedisJournalKeys, keptMs: number) {
    this.#writer = writer;
    this.#key = record;
    this.#keptMs = keptMs;
  }

  append(bytes: Uint8Array): void {
    if (this.#closed || this.failed) return;
    const id = `${++this.#last}-0`;
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#writer.add(this, piece.length, (pipeline) =>
      id === "1-0" ? pipeline.xadd(this.#key, id, "b", piece) : pipeline.xadd(this.#key, "NOMKSTREAM", id, "b", piece),
    );
    // About every four seconds at 60 ticks a second: whoever stops writing is forgotten in the end.
    if (this.#last % 256 === 1) this.#keep();
  }

  close(): Promise<void> {
    if (!this.#closed) this.#keep();
    this.#closed ??= this.#writer.written(this);
    return this.#closed;
  }

  #keep(): void {
    this.#writer.add(this, 0, (pipeline) => pipeline.pexpire(this.#key, this.#keptMs));
  }
}
