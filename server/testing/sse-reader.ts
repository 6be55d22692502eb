import { type ClientRequest, get, type IncomingMessage } from "node:http";

/** An event as `EventSource` would hand it on. */
export interface ReadEvent {
  readonly name: string;
  readonly id: string;
  readonly data: unknown;
}

/** Reads Server-Sent Events as a browser does; it comes back only when it is told to. */
export class SseReader {
  readonly events: ReadEvent[] = [];
  readonly comments: string[] = [];
  /** What it would come back with. */
  lastId: string;
  retryMs: number | undefined;
  response: IncomingMessage | undefined;
  ended = false;
  readonly #request: ClientRequest;
  #rest = "";

  constructor(url: string, lastId = "") {
    this.lastId = lastId;
    this.#request = get(url, { agent: false, headers: { accept: "text/event-stream", ...(lastId && { "last-event-id": lastId }) } }, (response) => {
      this.response = response;
      response.setEncoding("utf8");
      response.on("data", (text: string) => this.#read(text));
      response.on("close", () => this.#end());
      response.on("error", () => this.#end());
    });
    this.#request.on("error", () => this.#end());
  }

  /** Ends the connection, whatever is on its way. */
  cut(): void {
    this.#request.destroy();
    this.ended = true;
  }

  #end(): void {
    this.ended = true;
  }

  #read(text: string): void {
    if (this.ended) return;
    const blocks = (this.#rest + text).split("\n\n");
    this.#rest = blocks.pop() ?? "";
    for (const block of blocks) this.#block(block.split("\n"));
  }

  #block(lines: readonly string[]): void {
    const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    this.comments.push(...lines.filter((line) => line.startsWith(":")));
    this.lastId = field("id") ?? this.lastId;
    this.retryMs = Number(field("retry") ?? this.retryMs);
    const data = field("data");
    if (data !== undefined) this.events.push({ name: field("event") ?? "message", id: this.lastId, data: JSON.parse(data) });
  }
}
