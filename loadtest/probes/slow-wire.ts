import { connect, createServer, type Server, type Socket } from "node:net";

/** Delays of each direction: every piece of data waits `delayMs` and up to `jitterMs` more, and never overtakes another. */
export interface WireDelay {
  readonly delayMs: number;
  readonly jitterMs: number;
}

/** 150 ms there and back and up to 30 ms of jitter: the line that the claims are made for. */
export const SLOW: WireDelay = { delayMs: 75, jitterMs: 15 };
export const FAST: WireDelay = { delayMs: 0, jitterMs: 0 };

interface Held {
  readonly releaseAtMs: number;
  readonly send: () => void;
}

/** A loopback TCP proxy: slow, and it can be cut, fall silent and be repaired. */
export class SlowWire {
  readonly url: string;
  readonly #server: Server;
  readonly #target: URL;
  readonly #delay: WireDelay;
  readonly #random: () => number;
  readonly #pairs = new Set<[Socket, Socket]>();
  readonly #lanes = new Set<() => void>();
  #silent = false;

  private constructor(server: Server, target: URL, delay: WireDelay, random: () => number) {
    this.#server = server;
    this.#target = target;
    this.#delay = delay;
    this.#random = random;
    const address = server.address();
    this.url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    server.on("connection", (socket) => this.#join(socket));
  }

  /** A wire to the server at `url`; `random` gives numbers in [0, 1). */
  static async to(url: string, delay: WireDelay, random: () => number = Math.random): Promise<SlowWire> {
    const server = createServer({ noDelay: true });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new SlowWire(server, new URL(url), delay, random);
  }

  /** Resets every connection; new ones are taken. */
  cut(): void {
    for (const [near, far] of this.#pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    this.#pairs.clear();
  }

  /** From now on nothing arrives anywhere and nothing is closed, as behind a cable that was pulled. */
  fallSilent(): void {
    this.#silent = true;
  }

  /** What was held goes on its way, as TCP would send it again. */
  repair(): void {
    this.#silent = false;
    for (const wake of this.#lanes) wake();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #join(near: Socket): void {
    const far = connect({ host: this.#target.hostname, port: Number(this.#target.port), noDelay: true });
    const pair: [Socket, Socket] = [near, far];
    this.#pairs.add(pair);
    this.#carry(near, far);
    this.#carry(far, near);
    for (const socket of pair) {
      socket.on("error", () => undefined);
      socket.on("close", () => this.#pairs.delete(pair));
    }
  }

  /** One direction: a queue whose head leaves once its time has come. */
  #carry(from: Socket, to: Socket): void {
    const queue: Held[] = [];
    let lastMs = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wake = () => {
      clearTimeout(timer);
      timer = undefined;
      while (queue[0] && !this.#silent && queue[0].releaseAtMs <= performance.now()) queue.shift()?.send();
      if (queue[0] && !this.#silent) timer = setTimeout(wake, Math.max(0, queue[0].releaseAtMs - performance.now()));
    };
    const hold = (send: () => void) => {
      lastMs = Math.max(lastMs, performance.now() + this.#delay.delayMs + this.#delay.jitterMs * this.#random());
      queue.push({ releaseAtMs: lastMs, send });
      if (timer === undefined) wake();
    };
    this.#lanes.add(wake);
    from.on("data", (bytes) => hold(() => to.destroyed || to.write(bytes)));
    from.on("end", () => hold(() => to.destroyed || to.end()));
    // A connection that died takes its other end with it, as late as its data.
    from.on("close", () => {
      hold(() => to.destroy());
    });
    to.on("close", () => this.#lanes.delete(wake));
  }
}
