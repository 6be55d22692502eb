/** What the server tells everybody who looks: name and data of an event of `GET /api/events`. */
export interface FeedListener {
  event(name: string, data: unknown): void;
  /** The feed answers. */
  open(): void;
  /** What is shown may have gaps: load it again, then listen on. Called as the feed begins, too. */
  reset(): void;
  /** The feed does not answer; it is tried again by itself. */
  away(): void;
}

/** What of `EventSource` is used. */
export type Source = Pick<EventSource, "addEventListener" | "close" | "readyState">;

const NAMES = ["match-started", "score", "match-finished", "leaderboard"];
const CLOSED = 2;
/** A server that refuses is asked again so soon, twice as late each time. */
const FIRST_RETRY_MS = 3000;
const LAST_RETRY_MS = 60_000;

/** The live feed while somebody looks: `pause` and `resume` lose nothing, as it goes on from the last event that was heard. */
export class LiveFeed {
  readonly #origin: string;
  readonly #listener: FeedListener;
  readonly #open: (url: string) => Source;
  #source: Source | undefined;
  #lastId = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retryMs = FIRST_RETRY_MS;

  constructor(origin: string, listener: FeedListener, open: (url: string) => Source = (url) => new EventSource(url)) {
    this.#origin = origin;
    this.#listener = listener;
    this.#open = open;
  }

  get running(): boolean {
    return this.#source !== undefined || this.#timer !== undefined;
  }

  resume(): void {
    if (this.running) return;
    const after = this.#lastId;
    const source = this.#open(`${this.#origin}/api/events${after ? `?after=${encodeURIComponent(after)}` : ""}`);
    this.#source = source;
    source.addEventListener("open", () => {
      this.#retryMs = FIRST_RETRY_MS;
      this.#listener.open();
      // Before its first event we do not know where the feed was.
      if (this.#lastId === "") this.#listener.reset();
    });
    source.addEventListener("error", () => {
      if (this.#source !== source) return;
      this.#listener.away();
      // The browser tries again by itself where the line was cut, not where the server refused.
      if (source.readyState === CLOSED) this.#retry();
    });
    source.addEventListener("reset", (message) => {
      this.#keep(message);
      this.#listener.reset();
    });
    for (const name of NAMES)
      source.addEventListener(name, (message) => {
        this.#keep(message);
        this.#listener.event(name, dataOf(message));
      });
  }

  pause(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#source?.close();
    this.#source = undefined;
  }

  #retry(): void {
    this.pause();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.resume();
    }, this.#retryMs);
    this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
  }

  #keep(message: Event): void {
    if ("lastEventId" in message && typeof message.lastEventId === "string") this.#lastId = message.lastEventId;
  }
}

function dataOf(message: Event): unknown {
  try {
    return JSON.parse((message as MessageEvent<string>).data);
  } catch {
    return undefined;
  }
}
