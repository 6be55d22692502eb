import type { ServerResponse } from "node:http";
import type { EventHistory } from "./event-history.ts";

/** How long a client waits before it comes back. */
const RETRY_MS = 3000;

/** What a reader wants: events of one game or of all, and those after an id. */
export interface Reading {
  readonly game: string | undefined;
  readonly lastId: string | undefined;
}

export interface EventStreamSetup extends Reading {
  readonly response: ServerResponse;
  readonly history: EventHistory;
  /** A reader that has taken in everything and then has more than this before it is closed, and resumes by id. */
  readonly maxQueuedBytes: number;
}

/** One reader: first what it has missed, at its own pace, then what happens. */
export class EventStream {
  readonly #setup: EventStreamSetup;
  /** The last event that was written, or that is not for this reader. */
  #at: number;
  #live = false;
  #moved = true;

  constructor(setup: EventStreamSetup) {
    const { response, history, lastId } = setup;
    this.#setup = setup;
    const known = lastId === undefined ? history.last : history.numberOf(lastId);
    this.#at = known ?? history.last;
    response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      // nginx and others would otherwise gather events, or compress them.
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
      Connection: "keep-alive",
    });
    response.on("error", () => response.destroy());
    response.on("drain", () => this.#catchUp());
    // An id alone is no event, but is what the reader comes back with.
    response.write(`retry: ${RETRY_MS}\n${known === undefined ? "event: reset\ndata: {}\n" : ""}id: ${history.idOf(this.#at)}\n\n`);
    this.#catchUp();
  }

  /** There is another event. */
  follow(): void {
    if (!this.#live) return;
    const { response, maxQueuedBytes } = this.#setup;
    this.#next();
    if (response.writableLength > maxQueuedBytes) response.destroy();
  }

  /** Keeps the connection open, and a reader for whom nothing came up to date about where it is. */
  beat(): void {
    const { response, history } = this.#setup;
    if (this.#live) response.write(`: beat\nid: ${history.idOf(this.#at)}\n\n`);
    // Whoever has taken in nothing since the last beat is not there any more.
    else if (!this.#moved) response.destroy();
    this.#moved = false;
  }

  end(): void {
    this.#setup.response.end();
  }

  #catchUp(): void {
    const { response, history } = this.#setup;
    this.#moved = true;
    while (!this.#live && !response.destroyed && !response.writableNeedDrain) {
      if (this.#at === history.last) this.#live = true;
      else this.#next();
    }
  }

  #next(): void {
    const { response, history, game } = this.#setup;
    const event = history.event(this.#at + 1);
    // Overtaken by the history: it comes back, and is told to load again.
    if (!event) response.destroy();
    else {
      this.#at++;
      if (game === undefined || game === event.game) response.write(event.text);
    }
  }
}
