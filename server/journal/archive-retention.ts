import type { JournalArchive } from "./journal-archive.ts";
import { PINNED_SHARE } from "./retention.ts";

export interface ArchiveRetentionOptions {
  readonly archive: Pick<JournalArchive, "oldest" | "drop">;
  readonly days: number;
  readonly megabytes: number;
  /** Matches that somebody wants kept, first those that are kept first where there is not room for all. */
  pinned(): Promise<ReadonlySet<string>>;
  readonly log: { warn(fields: object, event: string): void };
}

const EVERY_MS = 10 * 60_000;
const DAY_MS = 24 * 3600_000;
/** What one round takes away at most; the next one goes on. */
const MOST_AT_ONCE = 500;

/** Takes matches out of the archive that are too old, and the oldest where all together are too large; pinned ones stay, while they are no more than their share. */
export class ArchiveRetention {
  readonly #options: ArchiveRetentionOptions;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> = Promise.resolve();

  constructor(options: ArchiveRetentionOptions) {
    this.#options = options;
  }

  start(): void {
    const round = () => {
      this.#round = this.sweep().then(
        () => {},
        (error: unknown) => this.#options.log.warn({ error: String(error) }, "old journals were not taken out of the archive"),
      );
    };
    this.#timer = setInterval(round, EVERY_MS).unref();
    round();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#round;
  }

  /** One round; gives back how many it took away. Several nodes may do it at once. */
  async sweep(now = Date.now()): Promise<number> {
    const { archive, days, megabytes, pinned } = this.#options;
    const { bytes, matches } = await archive.oldest(MOST_AT_ONCE, await pinned(), PINNED_SHARE * megabytes * 1e6);
    let left = bytes;
    const taken = matches.filter((each) => {
      const goes = each.archivedAt.getTime() < now - days * DAY_MS || left > megabytes * 1e6;
      if (goes) left -= each.bytes;
      return goes;
    });
    await archive.drop(taken.map(({ match }) => match));
    return taken.length;
  }
}
