import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

/** A new file that grows: one write under way at a time, whatever is appended meanwhile goes with the next. */
export class AppendFile {
  readonly #path: string;
  #waiting: Uint8Array[] = [];
  #file: FileHandle | undefined;
  #writing: Promise<void> | undefined;
  #error: Error | undefined;
  #closed: Promise<void> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Queues and returns; nothing after `close` or a failure. */
  append(bytes: Uint8Array): void {
    if (this.#closed || this.#error) return;
    this.#waiting.push(bytes);
    this.#writing ??= this.#write();
  }

  /** Resolves once all that was appended before is written; rejects where something was not. */
  async written(): Promise<void> {
    await this.#writing;
    if (this.#error) throw this.#error;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #open(): Promise<FileHandle> {
    await mkdir(dirname(this.#path), { recursive: true });
    return open(this.#path, "wx");
  }

  async #close(): Promise<void> {
    await this.#writing;
    await this.#file?.close();
    if (this.#error) throw this.#error;
  }

  async #write(): Promise<void> {
    try {
      this.#file ??= await this.#open();
      while (this.#waiting.length > 0) {
        const bytes = this.#waiting.length === 1 ? (this.#waiting[0] as Uint8Array) : Buffer.concat(this.#waiting);
        this.#waiting = [];
        await writeWhole(this.#file, bytes);
      }
    } catch (error) {
      this.#error = error as Error;
      this.#waiting = [];
    }
    this.#writing = undefined;
  }
}

async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten;
}
