import type { ServerResponse } from "node:http";
import { EventHistory } from "./event-history.ts";
import type { FeedEvent, LiveFeed, SentEvent } from "./live-feed.ts";

/** Proxies close a connection on which nothing comes for a minute or half. */
const HEARTBEAT_MS = 15_000;
/** How long a client waits before it comes back. */
const RETRY_MS = 3000;
/** A reader with more than this before it is closed, and resumes by id: hundreds of events are far more than a slow line needs. */
const MAX_QUEUED_BYTES = 256 * 1024;

export interface EventStreamsOptions {
  readonly history?: EventHistory;
  readonly heartbeatMs?: number;
  readonly maxQueuedBytes?: number;
}

/** What a reader wants: events of one game or of all, and those after an id. */
export interface Reading {
  readonly game: string | undefined;
  readonly lastId: string | undefined;
}

/** The feed of this process, as Server-Sent Events to any number of readers. */
export class EventStreams implements LiveFeed {
  readonly #history: EventHistory;
  readonly #maxQueuedBytes: number;
  readonly #readers = new Map<ServerResponse, string | undefined>();
  readonly #timer: NodeJS.Timeout;
  #closed = false;

  constructor({ history = new EventHistory(), heartbeatMs = HEARTBEAT_MS, maxQueuedBytes = MAX_QUEUED_BYTES }: EventStreamsOptions = {}) {
    this.#history = history;
    this.#maxQueuedBytes = maxQueuedBytes;
    this.#timer = setInterval(() => this.heartbeat(), heartbeatMs).unref();
  }

  get closed(): boolean {
    return this.#closed;
  }

  get readers(): number {
    return this.#readers.size;
  }

  publish(event: FeedEvent): void {
    if (this.#closed) return;
    const sent = this.#history.add(event);
    for (const [response, game] of this.#readers) if (isFor(game, sent)) this.#send(response, sent.text);
  }

  /** Sends what `reading` has missed, and from then on all that happens, until the connection ends. */
  open(response: ServerResponse, { game, lastId }: Reading): void {
    response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      // nginx and others would otherwise gather events, or compress them.
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
      Connection: "keep-alive",
    });
    response.on("close", () => this.#readers.delete(response));
    response.on("error", () => response.destroy());
    this.#readers.set(response, game);
    const missed = lastId === undefined ? [] : this.#history.after(lastId);
    const text = missed ? missed.filter((sent) => isFor(game, sent)).map((sent) => sent.text) : ["event: reset\ndata: {}\n\n"];
    // The id alone is no event, but is what the reader comes back with.
    this.#send(response, `retry: ${RETRY_MS}\n\n${text.join("")}id: ${this.#history.lastId}\n\n`);
  }

  /** Keeps connections open, and readers who were told of nothing up to date about where they are. */
  heartbeat(): void {
    for (const response of this.#readers.keys()) this.#send(response, `: beat\nid: ${this.#history.lastId}\n\n`);
  }

  /** Ends every stream; readers come back to whoever is there then. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const response of this.#readers.keys()) response.end();
    this.#readers.clear();
  }

  #send(response: ServerResponse, text: string): void {
    response.write(text);
    if (response.writableLength > this.#maxQueuedBytes) {
      this.#readers.delete(response);
      response.destroy();
    }
  }
}

function isFor(game: string | undefined, sent: SentEvent): boolean {
  return game === undefined || game === sent.game;
}
