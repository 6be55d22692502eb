interface Waiting {
  flush(): void;
}

/** What a process that is killed may lose of a journal. */
const TURN_MS = 200;
/** Of many matches a turn writes for so long at once, then lets their ticks through. */
const AT_ONCE_MS = 2;

/**
 * Writes what waits in the files of all matches, one after another, five times a second. Of a process that was busy with something else
 * the first write takes 40 to 60 µs and each further one 6: a turn for each file would cost a room of 16 four times as much.
 */
export class WriteTurns {
  readonly #waiting = new Set<Waiting>();
  #turn: NodeJS.Timeout | NodeJS.Immediate | undefined;

  /** Calls `flush` in the next turn. */
  add(file: Waiting): void {
    this.#waiting.add(file);
    this.#turn ??= setTimeout(() => this.#write(), TURN_MS);
  }

  /** It was flushed, or is closed. */
  delete(file: Waiting): void {
    this.#waiting.delete(file);
  }

  #write(): void {
    const untilMs = performance.now() + AT_ONCE_MS;
    // Also what one adds for another.
    try {
      for (const file of this.#waiting) {
        this.#waiting.delete(file);
        file.flush();
        if (performance.now() >= untilMs) break;
      }
    } finally {
      // Whatever one of them throws, the others are written.
      this.#turn = this.#waiting.size > 0 ? setImmediate(() => this.#write()) : undefined;
    }
  }
}
