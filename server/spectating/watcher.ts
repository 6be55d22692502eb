import { type Client, ClientState } from "@colyseus/core";
import type { Cursor } from "../replays/cursor.ts";
import type { Round } from "./round.ts";
import { sendFramed } from "./send-framed.ts";

/** A watcher with more than this queued gets nothing; about 20 s of Arena at 12 kB/s. */
const HIGH_WATER_BYTES = 256 * 1024;
/** ... until its queue is down to this; then it gets one full state, which its decoder takes as a resync. */
const LOW_WATER_BYTES = 16 * 1024;

type SocketClient = Client & { readonly ref: { readonly bufferedAmount?: number } };

/** Where a watcher is that is not at the live edge. */
export interface Rewound {
  readonly cursor: Cursor;
  /** Time of the broadcast at `sinceMs` of our clock, from which it plays on at its own speed. */
  readonly fromMs: number;
  readonly sinceMs: number;
}

/** One who watches. */
export class Watcher {
  readonly client: Client;
  /** Undefined at the live edge, and where it is paused. */
  rewound: Rewound | undefined;
  /** The tick at which it is paused: nothing is sent to it, and nothing kept for it. */
  pausedAt: number | undefined;
  follows: number | undefined;
  /** A seek is under way. */
  seeking = false;
  /** Has left. */
  gone = false;
  /** Has seen the end, and is sent away by this. */
  leaving: NodeJS.Timeout | undefined;
  #lagging = false;

  constructor(client: Client) {
    this.client = client;
  }

  /** Sends frames that all get; `stateNow` makes the full state for one that could not read for a while. How many frames it was sent. */
  send(round: Round, stateNow: () => Buffer): number {
    const { client } = this;
    if (client.state !== ClientState.JOINED) return 0;
    const queued = (client as SocketClient).ref.bufferedAmount ?? 0;
    if (this.#lagging) {
      if (queued > LOW_WATER_BYTES) return 0;
      this.#lagging = false;
      client.raw(stateNow());
      return 1;
    }
    if (queued > HIGH_WATER_BYTES) {
      this.#lagging = true;
      return 0;
    }
    sendFramed(client, round);
    return round.frames.length;
  }

  /** A full state takes it to another place. */
  show(state: Buffer): void {
    if (this.client.state === ClientState.JOINED) this.client.raw(state);
  }
}
