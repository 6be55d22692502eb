import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { MatchId } from "../ids.ts";

export interface RetentionOptions {
  /** The directory of LocalJournal. */
  readonly dir: string;
  readonly days: number;
  readonly megabytes: number;
  /** Whether a match is being written. */
  isLive(match: MatchId): boolean;
  /** Matches that somebody wants kept, first those that are kept first where there is not room for all. */
  pinned(): Promise<ReadonlySet<string>>;
  readonly log: { warn(fields: object, event: string): void };
}

interface Kept {
  readonly match: MatchId;
  readonly path: string;
  readonly bytes: number;
  readonly writtenAt: number;
}

const EVERY_MS = 10 * 60_000;
const DAY_MS = 24 * 3600_000;
/** What one round takes away at most; the next one goes on. */
const MOST_AT_ONCE = 500;

/** Of all room that there is: what is pinned beyond it is kept no longer than other journals, which always have the rest. */
export const PINNED_SHARE = 0.5;

/** Takes journals away that are too old, and the oldest where all together are too large; never one that is live; pinned ones stay, while they are no more than their share. */
export class Retention {
  readonly #options: RetentionOptions;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  start(): void {
    const round = () => {
      this.#round = this.sweep().then(
        () => {},
        (error: unknown) => this.#options.log.warn({ error: String(error) }, "old journals were not taken away"),
      );
    };
    this.#timer = setInterval(round, EVERY_MS);
    this.#timer.unref();
    round();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#round;
  }

  /** One round; gives back how many it took away. Pins are asked for last, so that one just made counts. */
  async sweep(now = Date.now()): Promise<number> {
    const { days, megabytes, pinned, isLive } = this.#options;
    const kept = await this.#kept();
    let bytes = kept.reduce((sum, each) => sum + each.bytes, 0);
    const tooOld = now - days * DAY_MS;
    const pins = firstWithin(PINNED_SHARE * megabytes * 1e6, await pinned(), new Map(kept.map((each) => [each.match, each.bytes])));
    let taken = 0;
    for (const each of kept.toSorted((a, b) => a.writtenAt - b.writtenAt)) {
      if (taken >= MOST_AT_ONCE || (each.writtenAt >= tooOld && bytes <= megabytes * 1e6)) break;
      if (pins.has(each.match) || isLive(each.match)) continue;
      await rm(each.path, { recursive: true, force: true });
      bytes -= each.bytes;
      taken++;
    }
    return taken;
  }

  /** Folders, and the `.record` files of earlier builds. */
  async #kept(): Promise<Kept[]> {
    const found: Kept[] = [];
    for (const entry of await readdir(this.#options.dir, { withFileTypes: true })) {
      const path = join(this.#options.dir, entry.name);
      const match = (entry.isDirectory() ? entry.name : entry.name.replace(/\.record$/, "")) as MatchId;
      const files = entry.isDirectory() ? (await readdir(path)).map((name) => join(path, name)) : match === entry.name ? [] : [path];
      const stats = await Promise.all(files.map((file) => stat(file).catch(() => undefined)));
      const there = stats.filter((file) => file !== undefined);
      if (there.length === 0) continue;
      const bytes = there.reduce((sum, { size }) => sum + size, 0);
      found.push({ match, path, bytes, writtenAt: Math.max(...there.map(({ mtimeMs }) => mtimeMs)) });
    }
    return found;
  }
}

/** The first of `pinned` that have `most` bytes together. */
function firstWithin(most: number, pinned: ReadonlySet<string>, bytesOf: ReadonlyMap<string, number>): ReadonlySet<string> {
  let total = 0;
  return new Set(
    [...pinned].filter((match) => {
      total += bytesOf.get(match) ?? 0;
      return total <= most;
    }),
  );
}
