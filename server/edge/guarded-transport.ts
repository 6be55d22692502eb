import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { AuthContext } from "@colyseus/core";
import { type TransportOptions, WebSocketTransport } from "@colyseus/ws-transport";
import type { Log } from "../lib/log.ts";
import { RETRY_AFTER_SECONDS } from "./error-replies.ts";
import type { Origins } from "./origins.ts";
import type { Peer, Peers } from "./peers.ts";
import { isPath } from "./request-guard.ts";
import { admitSocket, type Socket, type Upgrade } from "./socket-admission.ts";

/** `/<process>/<room>` of a match, or `/` where the SDK measures latency. */
const ROOM_PATH = /^\/[\w-]{1,64}\/([\w-]{1,64})$/;
const ID = /^[\w-]{1,64}$/;

type Verdict =
  | { readonly ok: true; readonly upgrade: Upgrade }
  | { readonly ok: false; readonly status: "400 Bad Request" | "403 Forbidden" | "503 Service Unavailable" };

export interface SocketGuard {
  readonly peers: Peers;
  readonly origins: Origins;
  readonly log: Log;
  /** True once the server takes nobody in any more. */
  stopping(): boolean;
}

/** Colyseus' WebSocket transport behind our own check of Host, Origin, path and ids. */
export class GuardedTransport extends WebSocketTransport {
  readonly #guard: SocketGuard;

  constructor(guard: SocketGuard, options: TransportOptions & { server: HttpServer }) {
    super(options);
    this.#guard = guard;
  }

  protected override listenForUpgrade(server: HttpServer): void {
    server.on("upgrade", (request, socket: Duplex, head) => {
      const verdict = this.#judge(request);
      if (!verdict.ok) return refuse(socket, verdict.status);
      this.wss.handleUpgrade(request, socket, head, (ws) => void admitSocket(ws as Socket, verdict.upgrade, this.#guard.log));
    });
  }

  #judge(request: IncomingMessage): Verdict {
    const { peers, origins, stopping } = this.#guard;
    const peer = peers.of(request);
    if (!peer || !isPath(request.url)) return { ok: false, status: "400 Bad Request" };
    if (origins.judge(request.headers.origin, peer.host) === "foreign") return { ok: false, status: "403 Forbidden" };
    if (stopping()) return { ok: false, status: "503 Service Unavailable" };
    const url = new URL(request.url, "ws://localhost");
    if (!isTarget(url)) return { ok: false, status: "400 Bad Request" };
    return { ok: true, upgrade: { url, context: contextOf(peer, url.searchParams.get("_authToken") ?? undefined) } };
  }
}

/** What a room may know of a request: never its raw headers. */
export function contextOf(peer: Peer, token: string | undefined): AuthContext {
  return { token: token as string, ip: peer.address, headers: new Headers() };
}

function isTarget(url: URL): boolean {
  const sessionId = url.searchParams.get("sessionId");
  if (url.pathname === "/") return sessionId === null;
  const roomId = ROOM_PATH.exec(url.pathname)?.[1];
  // Colyseus looks the room up in a plain object: `constructor` would find something.
  return roomId !== undefined && !(roomId in Object.prototype) && sessionId !== null && ID.test(sessionId);
}

function refuse(socket: Duplex, status: string): void {
  socket.on("error", () => socket.destroy());
  const later = status.startsWith("503") ? `Retry-After: ${RETRY_AFTER_SECONDS}\r\n` : "";
  socket.end(`HTTP/1.1 ${status}\r\n${later}Connection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
