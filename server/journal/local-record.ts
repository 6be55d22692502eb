import { AppendFile } from "./append-file.ts";
import { bytesOf, type JournalStream, type RecordPiece } from "./journal.ts";
import type { JournalTrouble } from "./journal-trouble.ts";
import type { WriteTurns } from "./write-turns.ts";

export interface LocalRecordOptions {
  readonly path: string;
  readonly match: string;
  readonly turns: WriteTurns;
  readonly trouble: JournalTrouble | undefined;
  /** It is closed. */
  over(): void;
}

/** The record of one match as a file. What makes its bytes is called in the turn that writes them: six ticks together cost a third of six alone. */
export class LocalRecord implements JournalStream<RecordPiece> {
  readonly #options: LocalRecordOptions;
  readonly #file: AppendFile;
  /** Since the last turn. */
  readonly #waiting: RecordPiece[] = [];
  #error: Error | undefined;
  #closed = false;

  constructor(options: LocalRecordOptions) {
    this.#options = options;
    this.#file = new AppendFile(options.path, options.turns, (error) => this.#fail(error));
  }

  append(piece: RecordPiece): void {
    if (this.#closed || this.#error) return;
    if (this.#waiting.push(piece) === 1) this.#options.turns.add(this);
  }

  /** What is asked for has all that was appended. */
  flush(): void {
    const waiting = this.#waiting.splice(0);
    this.#options.turns.delete(this);
    try {
      for (const piece of waiting) this.#file.append(bytesOf(piece));
    } catch (error) {
      this.#fail(error as Error);
    }
    this.#file.flush();
  }

  async close(): Promise<void> {
    if (!this.#closed) {
      this.flush();
      this.#closed = true;
      this.#file.close();
      if (!this.#error) this.#options.trouble?.stored();
      this.#options.over();
    }
    if (this.#error) throw this.#error;
  }

  #fail(error: Error): void {
    if (this.#error) return;
    this.#error = error;
    this.#file.close();
    this.#options.trouble?.failed("record", this.#options.match, error);
  }
}
