import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { WriteTurns } from "./write-turns.ts";

/** This much is written at once. */
const MOST_WAITING_BYTES = 64 * 1024;

/** A new file that grows: what is appended is gathered until the next turn, then written in order. */
export class AppendFile {
  readonly #path: string;
  readonly #turns: WriteTurns;
  readonly #failed: (error: Error) => void;
  #waiting = Buffer.allocUnsafe(4096);
  #waitingBytes = 0;
  #file: number | undefined;
  #over = false;
  /** Of all that was appended. */
  length = 0;

  /** `failed` is called once, with why nothing is written any more; what was written before stays. */
  constructor(path: string, turns: WriteTurns, failed: (error: Error) => void) {
    this.#path = path;
    this.#turns = turns;
    this.#failed = failed;
  }

  /** Never throws: nothing is written after `close` or a failure. */
  append(bytes: Uint8Array): void {
    if (this.#over || bytes.length === 0) return;
    if (this.#waitingBytes === 0) this.#turns.add(this);
    this.#reserve(bytes.length);
    this.#waiting.set(bytes, this.#waitingBytes);
    this.#waitingBytes += bytes.length;
    this.length += bytes.length;
    if (this.#waitingBytes >= MOST_WAITING_BYTES) this.flush();
  }

  /** Writes what waits. */
  flush(): void {
    const length = this.#waitingBytes;
    if (this.#over || length === 0) return;
    this.#turns.delete(this);
    this.#waitingBytes = 0;
    try {
      this.#file ??= this.#open();
      // A disk takes a part where it has no room for the rest: to write that says why.
      for (let done = 0; done < length; ) done += writeSync(this.#file, this.#waiting, done, length - done);
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
    this.#turns.delete(this);
    this.#waitingBytes = 0;
    if (this.#file !== undefined) closeSync(this.#file);
  }

  #reserve(extra: number): void {
    const needed = this.#waitingBytes + extra;
    if (needed <= this.#waiting.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#waiting.length * 2));
    this.#waiting.copy(grown, 0, 0, this.#waitingBytes);
    this.#waiting = grown;
  }

  #open(): number {
    mkdirSync(dirname(this.#path), { recursive: true });
    return openSync(this.#path, "wx");
  }
}
