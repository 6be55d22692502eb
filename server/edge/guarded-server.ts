import { once } from "node:events";
import type { Server as HttpServer, RequestListener } from "node:http";
import { Server, type ServerOptions } from "@colyseus/core";

/** Colyseus' server with our own HTTP: nothing of its router ever sees a request. */
export class GuardedServer extends Server {
  readonly #http: HttpServer;
  readonly #onRequest: RequestListener;

  constructor(http: HttpServer, onRequest: RequestListener, options: ServerOptions) {
    // Its own handlers of signals and exceptions would end the process for one room's fault; main.ts has ours.
    super({ ...options, gracefullyShutdown: false, greet: false });
    this.#http = http;
    this.#onRequest = onRequest;
  }

  /** Rejects where the port is taken; Colyseus alone would wait for ever. */
  override async listen(port: number | string, hostname?: string, backlog?: number): Promise<void> {
    // Colyseus' own listener would print what the caller is told.
    this.#http.removeAllListeners("error");
    const failed = new AbortController();
    const failure = once(this.#http, "error", { signal: failed.signal }).then(([error]) => Promise.reject(error));
    await Promise.race([super.listen(port, hostname, backlog), failure]).finally(() => {
      failure.catch(() => {});
      failed.abort();
    });
    this.#http.removeAllListeners("request");
    this.#http.on("request", this.#onRequest);
    const address = this.#http.address();
    if (address !== null && typeof address === "object") this.port = address.port;
  }

  /** Listens, on every interface where `host` is undefined, and says on which port. */
  async start(port: number, host: string | undefined): Promise<number> {
    await this.listen(port, host);
    return Number(this.port);
  }
}
