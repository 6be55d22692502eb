import { AppError } from "../errors.ts";
import { isMatchId, type MatchId } from "../ids.ts";
import { Broadcast } from "./broadcast.ts";
import type { BroadcastSource } from "./broadcast-source.ts";
import { ByteCache } from "./byte-cache.ts";
import type { Chunk } from "./chunk.ts";
import type { ParentServer } from "./parent-server.ts";

/** Stays open for so long after its last reader: the next request of a page that watches comes within it. */
const LINGER_MS = 15_000;
const CHECK_MS = 5000;
const MAX_OPEN = 2000;
/** Of segments that are watched from memory: about 20 minutes of Arena. */
const CACHE_BYTES = 32 * 1024 * 1024;

export interface BroadcastsOptions {
  readonly journal: BroadcastSource;
  /** Where a match that this node does not know is looked for. */
  readonly parent?: ParentServer | undefined;
  /** How long after the fact a spectator of a game may see it; undefined for games that are not played here. */
  readonly delayMs: (game: string) => number | undefined;
}

/** A broadcast that is held open. */
export interface Lease {
  readonly broadcast: Broadcast;
  /** Once it is not needed any more; repeating it changes nothing. */
  release(): void;
}

interface Held {
  readonly opening: Promise<Broadcast | undefined>;
  leases: number;
  closing: NodeJS.Timeout | undefined;
}

/** The broadcasts that this node reads, each once. */
export class Broadcasts {
  readonly #options: BroadcastsOptions;
  readonly #cache = new ByteCache<Chunk>(CACHE_BYTES, ({ bytes }) => bytes);
  readonly #held = new Map<MatchId, Held>();
  readonly #timer = setInterval(() => this.#check(), CHECK_MS).unref();

  constructor(options: BroadcastsOptions) {
    this.#options = options;
  }

  /** Undefined where there is none. `via` are the servers that ask through us. */
  async lease(match: string, via: readonly string[] = []): Promise<Lease | undefined> {
    if (!isMatchId(match)) return undefined;
    const held = this.#held.get(match) ?? this.#open(match, via);
    held.leases++;
    clearTimeout(held.closing);
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      held.leases--;
      if (held.leases === 0) held.closing = setTimeout(() => this.#close(match, held), LINGER_MS).unref();
    };
    try {
      const broadcast = await held.opening;
      if (broadcast) return { broadcast, release };
    } catch (error) {
      this.#close(match, held);
      throw error;
    }
    this.#close(match, held);
    return undefined;
  }

  close(): void {
    clearInterval(this.#timer);
    for (const [match, held] of this.#held) this.#close(match, held);
  }

  #open(match: MatchId, via: readonly string[]): Held {
    if (this.#held.size >= MAX_OPEN)
      throw new AppError("server/busy", "Too many matches are watched here: try again later.", { retryAfterSeconds: 30 });
    const held: Held = { opening: this.#find(match, via), leases: 0, closing: undefined };
    this.#held.set(match, held);
    return held;
  }

  async #find(match: MatchId, via: readonly string[]): Promise<Broadcast | undefined> {
    const { journal, parent, delayMs } = this.#options;
    const index = await journal.index(match);
    // A game that is not played here says nothing of its delay: it is watched once it is over.
    const own = index && (delayMs(index.head.game) ?? (index.state === "live" ? Number.POSITIVE_INFINITY : 0));
    if (index && own !== undefined) return Broadcast.open({ source: journal, match, index, delayMs: own, shownDelayMs: own }, this.#cache);
    const found = await parent?.find(match, via);
    return found && Broadcast.open(found, this.#cache);
  }

  #close(match: MatchId, held: Held): void {
    clearTimeout(held.closing);
    if (this.#held.get(match) === held) this.#held.delete(match);
    held.opening.then(
      (broadcast) => broadcast?.close(),
      () => {},
    );
  }

  #check(): void {
    for (const [match, { opening }] of this.#held)
      opening.then(
        (broadcast) => {
          broadcast?.check();
          if (broadcast?.outdated) this.#held.delete(match);
        },
        () => {},
      );
  }
}
