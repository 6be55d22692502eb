import { AppendFile } from "./append-file.ts";
import type { JournalStream } from "./journal.ts";
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

/** The record of one match as a file. */
export class LocalRecord implements JournalStream<Uint8Array> {
  readonly #options: LocalRecordOptions;
  readonly #file: AppendFile;
  #error: Error | undefined;
  #closed = false;

  constructor(options: LocalRecordOptions) {
    this.#options = options;
    this.#file = new AppendFile(options.path, options.turns, (error) => {
      this.#error = error;
      options.trouble?.failed("record", options.match, error);
    });
  }

  append(bytes: Uint8Array): void {
    this.#file.append(bytes);
  }

  /** What is asked for has all that was appended. */
  flush(): void {
    this.#file.flush();
  }

  async close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      this.#file.close();
      if (!this.#error) this.#options.trouble?.stored();
      this.#options.over();
    }
    if (this.#error) throw this.#error;
  }
}
