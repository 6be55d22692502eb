import { AppendFile } from "./append-file.ts";
import type { JournalStream } from "./journal.ts";
import type { JournalTrouble } from "./journal-trouble.ts";

/** The record of one match as a file. */
export class LocalRecord implements JournalStream<Uint8Array> {
  readonly #file: AppendFile;
  readonly #match: string;
  readonly #trouble: JournalTrouble | undefined;
  readonly #over: () => void;
  #told = false;
  #closed = false;

  constructor(path: string, match: string, trouble: JournalTrouble | undefined, over: () => void) {
    this.#file = new AppendFile(path);
    this.#match = match;
    this.#trouble = trouble;
    this.#over = over;
  }

  append(bytes: Uint8Array): void {
    this.#file.append(bytes);
    this.#check();
  }

  async close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      this.#file.close();
      this.#check();
      if (!this.#file.error) this.#trouble?.stored();
      this.#over();
    }
    if (this.#file.error) throw this.#file.error;
  }

  #check(): void {
    const { error } = this.#file;
    if (!error || this.#told) return;
    this.#told = true;
    this.#trouble?.failed("record", this.#match, error);
  }
}
