import type { ServerResponse } from "node:http";
import { EventHistory } from "./event-history.ts";
import { EventStream, type Reading } from "./event-stream.ts";
import type { FeedEvent, LiveFeed } from "./live-feed.ts";

/** Proxies close a connection on which nothing comes for a minute or half. */
const HEARTBEAT_MS = 15_000;
/** Hundreds of events are far more than a slow line needs. */
const MAX_QUEUED_BYTES = 256 * 1024;

export interface EventStreamsOptions {
  readonly history?: EventHistory;
  readonly heartbeatMs?: number;
  readonly maxQueuedBytes?: number;
}

/** The feed of this process, as Server-Sent Events to any number of readers. */
export class EventStreams implements LiveFeed {
  #history: EventHistory;
  readonly #maxQueuedBytes: number;
  readonly #streams = new Set<EventStream>();
  readonly #timer: NodeJS.Timeout;
  #closed = false;

  constructor({ history = new EventHistory(), heartbeatMs = HEARTBEAT_MS, maxQueuedBytes = MAX_QUEUED_BYTES }: EventStreamsOptions = {}) {
    this.#history = history;
    this.#maxQueuedBytes = maxQueuedBytes;
    this.#timer = setInterval(() => {
      for (const stream of this.#streams) stream.beat();
    }, heartbeatMs).unref();
  }

  get closed(): boolean {
    return this.#closed;
  }

  get readers(): number {
    return this.#streams.size;
  }

  publish(event: FeedEvent): void {
    if (this.#closed) return;
    this.#history.add(event);
    for (const stream of this.#streams) stream.follow();
  }

  /** Goes on with another history; readers come back, and are told to load again. */
  restart(history: EventHistory): void {
    this.#history = history;
    for (const stream of this.#streams) stream.end();
  }

  /** Sends what `reading` has missed, and from then on all that happens, until the connection ends. */
  open(response: ServerResponse, reading: Reading): void {
    const stream = new EventStream({ ...reading, response, history: this.#history, maxQueuedBytes: this.#maxQueuedBytes });
    this.#streams.add(stream);
    response.on("close", () => this.#streams.delete(stream));
  }

  /** Ends every stream; readers come back to whoever is there then. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const stream of this.#streams) stream.end();
    this.#streams.clear();
  }
}
