import { closeSync, mkdirSync, openSync, rmSync, writevSync } from "node:fs";
import { dirname } from "node:path";

/**
 * What a process that is killed may lose. A write takes 3 to 8 µs however small, at each tick of each match 5% of a tick; Node's
 * own threads take 33 to 48 µs for it.
 */
const FLUSH_MS = 100;
/** This much is written at once. */
const MOST_WAITING_BYTES = 64 * 1024;

/** A new file that grows: what is appended is gathered for a moment, then written in order. */
export class AppendFile {
  readonly #path: string;
  readonly #failed: (error: Error) => void;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #file: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #over = false;
  /** Of all that was appended. */
  length = 0;

  /** `failed` is called once, with why nothing is written any more; what was written before stays. */
  constructor(path: string, failed: (error: Error) => void) {
    this.#path = path;
    this.#failed = failed;
  }

  /** Never throws: nothing is written after `close` or a failure. */
  append(bytes: Uint8Array): void {
    if (this.#over) return;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    this.length += bytes.length;
    if (this.#waitingBytes >= MOST_WAITING_BYTES) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  /** Writes what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const [bytes, length] = [this.#waiting, this.#waitingBytes];
    if (this.#over || length === 0) return;
    this.#waiting = [];
    this.#waitingBytes = 0;
    try {
      this.#file ??= this.#open();
      const count = writevSync(this.#file, bytes);
      // A disk takes a part where it has no room for the rest: to write that says why.
      if (count < length) writeRest(this.#file, Buffer.concat(bytes).subarray(count));
    } catch (error) {
      this.#end();
      this.#failed(error as Error);
    }
  }

  close(): void {
    this.flush();
    this.#end();
  }

  /** Closes it and takes it away. */
  remove(): void {
    this.#end();
    rmSync(this.#path, { force: true });
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#waiting = [];
    if (this.#file !== undefined) closeSync(this.#file);
  }

  #open(): number {
    mkdirSync(dirname(this.#path), { recursive: true });
    return openSync(this.#path, "wx");
  }
}

function writeRest(file: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writevSync(file, [bytes.subarray(done)]);
}
