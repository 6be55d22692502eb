import type { Client } from "@colyseus/core";
import type { Round } from "./round.ts";

/** A client whose socket is one of `ws`, with what is used of it beyond its public surface. */
interface SocketClient {
  readonly ref: {
    readonly readyState?: number;
    readonly _socket?: { write(bytes: Uint8Array): boolean };
    /** In state 0 nothing waits to be compressed before it is written. */
    readonly _sender?: { readonly _state: number };
  };
}

const OPEN = 1;

/** Sends what was framed once for all, in one write: the frame of `ws` itself costs each of them a header and a second piece of a write. */
export function sendFramed(client: Client, { framed, frames }: Round): void {
  const { readyState, _socket, _sender } = (client as unknown as SocketClient).ref;
  if (readyState === OPEN && _socket && _sender?._state === 0) _socket.write(framed);
  else for (const { wire } of frames) client.raw(wire);
}
