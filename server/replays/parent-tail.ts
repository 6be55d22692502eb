import type { BroadcastFrame } from "../../rooms/lib/broadcast.ts";
import { FrameSplitter } from "./frame-splitter.ts";

const FIRST_RETRY_MS = 250;
const MAX_RETRY_MS = 5000;
/** A parent that does not know the match any more is asked so often before it is left. */
const MAX_REFUSALS = 5;
/** The parent writes a live match at its patch rate, and something in any pause. */
const SILENT_MS = 20_000;

/**
 * Reads a broadcast along as another server tells it, and comes back when the line breaks. The line begins with a full state
 * each time; what was given before is not given again.
 */
export class ParentTail {
  readonly #ask: (signal: AbortSignal) => Promise<Response | undefined>;
  readonly #listener: (frame: BroadcastFrame) => void;
  readonly #stopping = new AbortController();
  /** The state that was begun last, and how many frames were given since, itself among them. */
  #stateTick = -1;
  #given = 0;
  #ended = false;

  constructor(ask: (signal: AbortSignal) => Promise<Response | undefined>, listener: (frame: BroadcastFrame) => void) {
    this.#ask = ask;
    this.#listener = listener;
  }

  start(): void {
    void this.#run();
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #run(): Promise<void> {
    let waitMs = FIRST_RETRY_MS;
    for (let refusals = 0; !this.#ended && !this.#stopping.signal.aborted && refusals < MAX_REFUSALS; ) {
      const heard = await this.#read();
      refusals = heard === "refused" ? refusals + 1 : 0;
      waitMs = heard === "frames" ? FIRST_RETRY_MS : Math.min(MAX_RETRY_MS, waitMs * 2);
      if (!this.#ended) await this.#pause(waitMs);
    }
  }

  async #read(): Promise<"frames" | "nothing" | "refused"> {
    const silent = new AbortController();
    let timer = setTimeout(() => silent.abort(), SILENT_MS);
    let heard = false;
    try {
      const response = await this.#ask(AbortSignal.any([this.#stopping.signal, silent.signal]));
      if (!response?.ok || !response.body) {
        await response?.body?.cancel();
        return response && isFinal(response.status) ? "refused" : "nothing";
      }
      const splitter = new FrameSplitter();
      const place = { stateTick: -1, index: 0 };
      for await (const bytes of response.body) {
        clearTimeout(timer);
        timer = setTimeout(() => silent.abort(), SILENT_MS);
        heard = true;
        for (const frame of splitter.take(bytes)) this.#take(frame, place);
      }
    } catch {
      // The line broke, or what came was no broadcast: it is asked for anew.
    } finally {
      clearTimeout(timer);
    }
    return heard ? "frames" : "nothing";
  }

  #take(frame: BroadcastFrame, place: { stateTick: number; index: number }): void {
    if (frame.kind === "state") {
      place.stateTick = frame.tick;
      place.index = 0;
    }
    place.index++;
    if (place.stateTick < this.#stateTick || (place.stateTick === this.#stateTick && place.index <= this.#given)) return;
    this.#stateTick = place.stateTick;
    this.#given = place.index;
    if (frame.kind === "end") this.#ended = true;
    this.#listener(frame);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const { signal } = this.#stopping;
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done, { once: true });
    });
  }
}

/** Asked again, a parent says the same: that it has no such match, or that a question came back to it. */
export function isFinal(status: number): boolean {
  return status === 508 || (status < 500 && status !== 429);
}
