import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import { type Client, type ClientPrivate, connectClientToRoom, matchMaker, Protocol, ProtocolModifier } from "@colyseus/core";
import { encode, type Schema } from "@colyseus/schema";
import { InputEncoder } from "@colyseus/schema/input";
import { WebSocketClient } from "@colyseus/ws-transport";
import type { ManualRoom } from "./manual-room.ts";
import type { TestPlayer } from "./test-server.ts";

/** The end of a socket that a room holds: takes what is sent, and closes when told. */
class HeldSocket extends EventEmitter {
  readyState: number = WebSocket.OPEN;
  readonly bufferedAmount = 0;

  send(_bytes: unknown, _options: unknown, sent?: () => void): void {
    sent?.();
  }

  close(code = 1000): void {
    if (this.readyState !== WebSocket.OPEN) return;
    this.readyState = WebSocket.CLOSED;
    this.emit("close", code);
  }

  terminate(): void {
    this.close(1006);
  }
}

/** A player's connection to a ManualRoom, without a network: what it sends are the bytes of the stock SDK. */
export class ManualClient {
  readonly #to: ManualRoom;
  readonly #sessionId: string;
  readonly #encoder: InputEncoder<Schema>;
  #client: WebSocketClient | undefined;
  #lastStamp = 0;
  #token = "";

  private constructor(to: ManualRoom, sessionId: string) {
    this.#to = to;
    this.#sessionId = sessionId;
    this.#encoder = new InputEncoder(new to.room.game.Input() as Schema);
  }

  /** Reserves and joins as a stock client does. Rejects as it would. */
  static async join(to: ManualRoom, who: TestPlayer): Promise<ManualClient> {
    const { sessionId } = await matchMaker.joinById(to.room.roomId, {}, { token: who.token, headers: new Headers(), ip: "127.0.0.1" });
    const made = new ManualClient(to, sessionId);
    await made.#connect({});
    return made;
  }

  get open(): boolean {
    return this.#client?.readyState === WebSocket.OPEN;
  }

  /** One input; `sawMs` is the time of the room's clock at which its sender drew the others. */
  send(input: object, sawMs: number): void {
    Object.assign(this.#encoder.instance, input);
    const body = this.#encoder.encode();
    const bytes = Buffer.alloc(16 + body.length);
    bytes[0] = Protocol.ROOM_INPUT_RELIABLE | ProtocolModifier.TIMED;
    const it = { offset: 1 };
    const stamp = Math.max(0, Math.floor(sawMs));
    encode.number(bytes, stamp - this.#lastStamp, it);
    this.#lastStamp = stamp;
    bytes.set(body, it.offset);
    this.#say(bytes.subarray(0, it.offset + body.length));
  }

  /** A message with an answer that nobody waits for. */
  request(type: string): void {
    this.#say(requestBytes(type));
  }

  /** The network is gone. */
  cut(): void {
    this.#socket?.terminate();
  }

  /** Back with the token of the lost connection. */
  async reconnect(): Promise<void> {
    this.#lastStamp = 0;
    this.#encoder.reset();
    await this.#connect({ reconnectionToken: this.#token });
  }

  /** As `room.leave()` of the SDK. */
  leave(): void {
    this.#socket?.close(4000);
  }

  async #connect(options: { reconnectionToken?: string }): Promise<void> {
    const client = new WebSocketClient(this.#sessionId, new HeldSocket() as never);
    this.#client = client;
    await connectClientToRoom(this.#to.room as never, client as Client & ClientPrivate, {} as never, options);
    this.#token = client.reconnectionToken;
    this.#say(Buffer.from([Protocol.JOIN_ROOM]));
  }

  get #socket(): HeldSocket | undefined {
    return this.#client?.ref as unknown as HeldSocket | undefined;
  }

  #say(bytes: Buffer): void {
    this.#socket?.emit("message", bytes);
  }
}

function requestBytes(type: string): Buffer {
  const bytes = Buffer.alloc(64);
  bytes[0] = Protocol.ROOM_REQUEST;
  const it = { offset: 1 };
  encode.number(bytes, randomBytes(2).readUInt16LE(), it);
  encode.string(bytes, type, it);
  return bytes.subarray(0, it.offset);
}
