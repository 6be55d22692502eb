import { type AuthContext, CloseCode, connectClientToRoom, matchMaker, Protocol } from "@colyseus/core";
import { WebSocketClient } from "@colyseus/ws-transport";
import { appErrorOf } from "../lib/colyseus-errors.ts";
import { faultOf } from "../lib/fault.ts";
import type { Log } from "../lib/log.ts";

/** The socket of the `ws` package, as Colyseus' transport keeps it; it counts the pings that stay unanswered. */
export type Socket = WebSocketClient["ref"] & { pingCount: number };

/** A checked request for a socket. */
export interface Upgrade {
  readonly url: URL;
  readonly context: AuthContext;
}

/** A socket that only measures latency has to begin within this time. */
const MEASURE_WITHIN_MS = 1000;

/** Seats a new socket in its room; where that fails its owner hears a sentence of ours, never the text of an exception. */
export async function admitSocket(socket: Socket, { url, context }: Upgrade, log: Log): Promise<void> {
  socket.pingCount = 0;
  socket.on("error", () => socket.terminate());
  socket.on("pong", () => {
    socket.pingCount = 0;
  });
  const sessionId = url.searchParams.get("sessionId");
  if (sessionId === null) {
    measureLatency(socket);
    return;
  }
  const roomId = url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
  const reconnectionToken = url.searchParams.get("reconnectionToken");
  const client = new WebSocketClient(sessionId, socket);
  try {
    await connectClientToRoom(matchMaker.getLocalRoomById(roomId), client, context, {
      ...(reconnectionToken !== null && { reconnectionToken }),
      skipHandshake: url.searchParams.has("skipHandshake"),
    });
  } catch (thrown) {
    const error = appErrorOf(thrown) ?? faultOf(thrown, log);
    const close = reconnectionToken === null ? CloseCode.WITH_ERROR : CloseCode.FAILED_TO_RECONNECT;
    client.error(error.status, error.message, () => socket.close(close));
  }
}

function measureLatency(socket: Socket): void {
  const timer = setTimeout(() => socket.close(CloseCode.NORMAL_CLOSURE), MEASURE_WITHIN_MS);
  socket.on("message", () => socket.send(new Uint8Array([Protocol.PING])));
  socket.on("close", () => clearTimeout(timer));
}
