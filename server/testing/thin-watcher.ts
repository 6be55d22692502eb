import { once } from "node:events";
import { Protocol } from "@colyseus/core";
import WebSocket from "ws";

export interface ThinWatcherSetup {
  readonly url: string;
  readonly token: string;
  /** Of the `spectate` room. */
  readonly options: object;
  /** Where it comes from, as a trusted proxy would tell. */
  readonly address?: string;
  /** Every frame as it came. */
  frame(bytes: Buffer): void;
}

/** Watches a match over a bare socket, which decodes nothing: it sees every byte, and thousands of it fit into a process. */
export class ThinWatcher {
  readonly #socket: WebSocket;
  #requests = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static async join({ url, token, options, address, frame }: ThinWatcherSetup): Promise<ThinWatcher> {
    const reply = await fetch(`${url}/matchmake/joinOrCreate/spectate`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}`, ...(address && { "x-forwarded-for": address }) },
      body: JSON.stringify(options),
    });
    if (!reply.ok) throw new Error(`${reply.status}: ${await reply.text()}`);
    const { processId, roomId, sessionId } = (await reply.json()) as Record<"processId" | "roomId" | "sessionId", string>;
    return ThinWatcher.enter(`${url.replace("http", "ws")}/${processId}/${roomId}?sessionId=${sessionId}&_authToken=${token}`, frame);
  }

  /** Takes a seat that is reserved. */
  static async enter(address: string, frame: (bytes: Buffer) => void): Promise<ThinWatcher> {
    const socket = new WebSocket(address, { perMessageDeflate: false, skipUTF8Validation: true });
    socket.on("error", () => {});
    socket.on("message", (data: Buffer) => {
      if (data[0] === Protocol.JOIN_ROOM) socket.send(Uint8Array.of(Protocol.JOIN_ROOM));
      frame(data);
    });
    await once(socket, "open");
    return new ThinWatcher(socket);
  }

  /** Asks for something, with a number under a name where one belongs to it. The answer is a frame like any other. */
  ask(type: string, name = "", value = 0): void {
    const payload =
      name === "" ? [] : [0x81, 0xa0 + name.length, ...Buffer.from(name), 0xce, value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
    this.#socket.send(Uint8Array.from([Protocol.ROOM_REQUEST, this.#requests++ & 127, 0xa0 + type.length, ...Buffer.from(type), ...payload]));
  }

  close(): void {
    this.#socket.terminate();
  }
}
