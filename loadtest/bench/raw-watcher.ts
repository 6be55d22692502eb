import { connect, type Socket } from "node:net";

/** All sockets of a process are read through one buffer. */
const SHARED = Buffer.allocUnsafeSlow(256 * 1024);
const [BINARY, CLOSE, PING, PONG] = [2, 8, 9, 10];
const NOTHING = Buffer.alloc(0);
/** Of a server that is very busy. */
const ANSWER_MS = 15_000;

/**
 * A socket that reads a server's messages and does nothing else: it costs a fraction of one of `ws`, so that one process can
 * hold thousands without being what is measured. `message` gets bytes that it may keep only as a copy.
 */
export class RawWatcher {
  readonly #socket: Socket;
  readonly #message: (bytes: Buffer) => void;
  readonly #answered: (status: string) => void;
  #upgraded = false;
  #rest = NOTHING;

  private constructor(address: URL, message: (bytes: Buffer) => void, answered: (status: string) => void) {
    this.#message = message;
    this.#answered = answered;
    this.#socket = connect({
      port: Number(address.port),
      host: address.hostname,
      onread: {
        buffer: SHARED,
        callback: (length) => {
          this.#read(SHARED.subarray(0, length));
          return true;
        },
      },
    });
    this.#socket.on("error", () => {});
  }

  /** `address` begins with `ws:`; `from` is where a trusted proxy would say that it comes from. Resolves once the server has taken it. */
  static async open(address: string, from: string, message: (watcher: RawWatcher, bytes: Buffer) => void): Promise<RawWatcher> {
    const url = new URL(address);
    return new Promise((resolve, reject) => {
      const watcher: RawWatcher = new RawWatcher(
        url,
        (bytes) => message(watcher, bytes),
        (status) => (status.startsWith("HTTP/1.1 101 ") ? resolve(watcher) : reject(new Error(`a watcher's socket: ${status}`))),
      );
      watcher.#socket.once("close", () => reject(new Error("the server closed a watcher's socket")));
      setTimeout(() => {
        if (watcher.#upgraded) return;
        watcher.close();
        reject(new Error("the server does not answer a watcher's socket"));
      }, ANSWER_MS).unref();
      watcher.#socket.write(
        `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nX-Forwarded-For: ${from}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n",
      );
    });
  }

  /** At most 125 bytes; masked with nothing, as who reads it is our own. */
  send(bytes: Uint8Array, code = BINARY): void {
    this.#socket.write(Buffer.concat([Uint8Array.of(0x80 | code, 0x80 | bytes.length, 0, 0, 0, 0), bytes]));
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(piece: Buffer): void {
    let bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    if (!this.#upgraded) {
      const end = bytes.indexOf("\r\n\r\n");
      if (end >= 0) {
        this.#upgraded = true;
        this.#answered(bytes.toString("latin1", 0, bytes.indexOf("\r\n")));
        bytes = bytes.subarray(end + 4);
      }
    }
    if (this.#upgraded) bytes = bytes.subarray(this.#messages(bytes));
    this.#rest = bytes.length === 0 ? NOTHING : Buffer.from(bytes);
  }

  /** How many bytes were whole messages. */
  #messages(bytes: Buffer): number {
    for (let at = 0; ; ) {
      if (at + 2 > bytes.length) return at;
      const short = (bytes[at + 1] ?? 0) & 127;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (at + head > bytes.length) return at;
      const length = head === 2 ? short : head === 4 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
      if (at + head + length > bytes.length) return at;
      this.#take((bytes[at] ?? 0) & 15, bytes.subarray(at + head, at + head + length));
      at += head + length;
    }
  }

  #take(code: number, body: Buffer): void {
    if (code === BINARY) this.#message(body);
    else if (code === PING) this.send(body, PONG);
    else if (code === CLOSE) this.#socket.destroy();
  }
}
