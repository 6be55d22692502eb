/** Where the journal says that it cannot be written. */
export interface JournalOperator {
  error(fields: object, event: string): void;
}

/** Tells the operator once when matches can no longer be stored, and once when they can again, however many there are. */
export class JournalTrouble {
  readonly #log: JournalOperator;
  readonly #count: (stream: "record" | "broadcast") => void;
  #told = false;

  /** `count` hears of each stream that is incomplete. */
  constructor(log: JournalOperator, count: (stream: "record" | "broadcast") => void) {
    this.#log = log;
    this.#count = count;
  }

  failed(stream: "record" | "broadcast", match: string, error: Error): void {
    this.#count(stream);
    if (this.#told) return;
    this.#told = true;
    // What no system call said is a fault of ours: where it is tells more.
    this.#log.error(
      { match, error: "syscall" in error ? String(error) : error.stack },
      "the journal cannot be written: matches go on, their replays and records are incomplete",
    );
  }

  /** A stream was stored to its end. */
  stored(): void {
    if (!this.#told) return;
    this.#told = false;
    this.#log.error({}, "the journal can be written again");
  }
}
