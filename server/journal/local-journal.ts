import { createWriteStream, mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MatchId } from "../ids.ts";
import type { Journal, RecordStream } from "./journal.ts";

/** Records as files in a directory, one a match: `<match>.record`. */
export class LocalJournal implements Journal {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
  }

  open(match: MatchId): RecordStream {
    return new FileStream(this.#path(match));
  }

  async read(match: MatchId): Promise<Uint8Array | undefined> {
    try {
      return await readFile(this.#path(match));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  #path(match: MatchId): string {
    if (!/^[A-Za-z0-9_-]+$/.test(match)) throw new RangeError("a match id has letters, digits, - and _ alone");
    return join(this.#dir, `${match}.record`);
  }
}

class FileStream implements RecordStream {
  readonly #file: ReturnType<typeof createWriteStream>;
  #error: Error | undefined;
  #closed: Promise<void> | undefined;

  constructor(path: string) {
    this.#file = createWriteStream(path, { flags: "wx" });
    this.#file.on("error", (error) => {
      this.#error ??= error;
    });
  }

  append(bytes: Uint8Array): void {
    if (!this.#closed && !this.#error) this.#file.write(bytes);
  }

  close(): Promise<void> {
    this.#closed ??= new Promise<void>((resolve, reject) => {
      const settle = () => (this.#error ? reject(this.#error) : resolve());
      if (this.#file.closed || this.#error) settle();
      else {
        this.#file.once("close", settle);
        this.#file.end();
      }
    });
    return this.#closed;
  }
}
