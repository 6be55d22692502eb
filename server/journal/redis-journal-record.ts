import { bytesOf, type JournalStream, type RecordPiece } from "./journal.ts";
import type { RedisJournalKeys } from "./redis-journal-keys.ts";
import type { RedisJournalSource, RedisJournalWriter } from "./redis-journal-writer.ts";

/** What is copied at once. */
const PIECE_BYTES = 256 * 1024;

export interface RedisJournalRecordOptions {
  readonly writer: RedisJournalWriter;
  readonly keys: RedisJournalKeys;
  readonly keptMs: number;
  /** All that was appended, from where it is kept as well: what Redis lost is written again. */
  readonly copy: (() => Promise<Uint8Array | undefined>) | undefined;
}

/** Writes the record of one match to its stream. */
export class RedisJournalRecord implements JournalStream<RecordPiece> {
  readonly #options: RedisJournalRecordOptions;
  #source: RedisJournalSource;
  #copyFrom: RedisJournalRecordOptions["copy"];
  #last = 0;
  #length = 0;
  /** What is appended while the copy is written. */
  #held: Uint8Array[] | undefined;
  #copying = false;
  #closed: Promise<void> | undefined;
  /** Why there are no more bytes. */
  #fault: Error | undefined;

  constructor(options: RedisJournalRecordOptions) {
    this.#options = options;
    this.#copyFrom = options.copy;
    this.#source = options.writer.begin();
  }

  /** Others may need the last tick of a node that dies: what makes bytes is called at once. */
  append(piece: RecordPiece): void {
    if (this.#closed || this.#fault) return;
    const bytes = this.#bytesOf(piece);
    if (!bytes) return;
    this.#length += bytes.length;
    if (this.#held) this.#hold(this.#held, bytes);
    else if (this.#source.failed) this.#restore();
    else this.#write(bytes);
  }

  #bytesOf(piece: RecordPiece): Uint8Array | undefined {
    try {
      return bytesOf(piece);
    } catch (error) {
      this.#fault = error as Error;
      return undefined;
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const { writer } = this.#options;
    this.#keep();
    // What is not copied by now is archived from where it is kept.
    if (this.#copying) this.#source.failed ??= new Error("the match ended before Redis had its record again");
    writer.end(this.#source);
    await writer.written(this.#source);
    if (this.#fault) throw this.#fault;
  }

  #write(bytes: Uint8Array): void {
    const { writer, keys } = this.#options;
    const id = `${++this.#last}-0`;
    const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    writer.add(this.#source, piece.length, (pipeline) =>
      id === "1-0" ? pipeline.xadd(keys.record, id, "b", piece) : pipeline.xadd(keys.record, "NOMKSTREAM", id, "b", piece),
    );
    // About every four seconds at 60 ticks a second: whoever stops writing is forgotten in the end.
    if (this.#last % 256 === 1) this.#keep();
  }

  #hold(held: Uint8Array[], bytes: Uint8Array): void {
    held.push(bytes);
    // Redis may be away for long again.
    if (!this.#options.writer.isThere) this.#source.failed ??= new Error("Redis was lost again");
  }

  #restore(): void {
    const { writer } = this.#options;
    const copy = this.#copyFrom;
    if (!copy || !writer.isThere || this.#copying) return;
    this.#copying = true;
    writer
      .inTurn(() => this.#copy(copy))
      .catch((error: Error) => {
        this.#source.failed ??= error;
      })
      .finally(() => {
        this.#held = undefined;
        this.#copying = false;
      });
  }

  async #copy(copy: () => Promise<Uint8Array | undefined>): Promise<void> {
    const { writer, keys } = this.#options;
    if (this.#closed) return;
    const [length, held]: [number, Uint8Array[]] = [this.#length, []];
    this.#held = held;
    const record = await copy();
    if (!record || record.length < length) {
      this.#copyFrom = undefined;
      return;
    }
    writer.end(this.#source);
    const source = writer.begin();
    this.#source = source;
    this.#last = 0;
    writer.add(source, 0, (pipeline) => pipeline.del(keys.record));
    for (let at = 0; at < length; at += PIECE_BYTES) {
      this.#write(record.subarray(at, Math.min(at + PIECE_BYTES, length)));
      await writer.written(source);
    }
    for (const bytes of held) this.#write(bytes);
    this.#held = undefined;
  }

  #keep(): void {
    const { writer, keys, keptMs } = this.#options;
    writer.add(this.#source, 0, (pipeline) => pipeline.pexpire(keys.record, keptMs));
  }
}
