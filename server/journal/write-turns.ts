interface Waiting {
  flush(): void;
}

/** What a process that is killed may lose of a journal. */
const TURN_MS = 200;

/**
 * Writes what waits in the files of all matches, one after another, five times a second. Of a process that was busy with something else
 * the first write takes 40 to 60 µs and each further one 6: a turn for each file would cost a room of 16 four times as much.
 */
export class WriteTurns {
  readonly #waiting = new Set<Waiting>();
  #timer: NodeJS.Timeout | undefined;

  /** Calls `flush` in the next turn. */
  add(file: Waiting): void {
    this.#waiting.add(file);
    this.#timer ??= setTimeout(() => this.#turn(), TURN_MS);
  }

  /** It was flushed, or is closed. */
  delete(file: Waiting): void {
    this.#waiting.delete(file);
  }

  #turn(): void {
    this.#timer = undefined;
    // Also what one adds for another.
    for (const file of this.#waiting) file.flush();
    this.#waiting.clear();
  }
}
