import type { Room } from "@colyseus/sdk";

const EVERY_MS = 1000;
const KEPT = 8;

/** The round trip of the line alone, without any queue of inputs: the quickest of the last pings. */
export class LineProbe {
  readonly #room: Pick<Room, "ping">;
  readonly #recent: number[] = [];
  #nextAtMs = 0;

  constructor(room: Pick<Room, "ping">) {
    this.#room = room;
  }

  /** Pings when it is time to; undefined until the first answer. Once a frame, on an open connection. */
  ask(nowMs: number): number | undefined {
    if (nowMs >= this.#nextAtMs) {
      this.#nextAtMs = nowMs + EVERY_MS;
      this.#room.ping((tookMs) => {
        this.#recent.push(tookMs);
        if (this.#recent.length > KEPT) this.#recent.shift();
      });
    }
    return this.#recent.length > 0 ? Math.min(...this.#recent) : undefined;
  }
}
