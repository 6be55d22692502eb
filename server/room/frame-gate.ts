import { type Client, ClientState, Protocol } from "@colyseus/core";
import type { AnyGame } from "../../rooms/lib/game.ts";
import { layoutOf, type Scalar, scalarsOf } from "../../rooms/lib/layout.ts";
import { checkFrame } from "../edge/frame-guard.ts";
import { MessageBudget } from "../edge/message-budget.ts";
import type { RoomMetrics } from "../metrics/room-metrics.ts";
import { CloseCodes } from "./close-codes.ts";

/** A client whose frames are malformed this often is cut off: a broken client does not mend itself. */
const MAX_STRIKES = 3;
/** A stock client acknowledges its join at once: who has not after this is no player. */
const ACK_DEADLINE_MS = 5000;

interface Guarded {
  readonly budget: MessageBudget;
  strikes: number;
  cut: boolean;
}

/** Lets only well-formed frames at a bearable rate through to a room. */
export class FrameGate {
  readonly #tickHz: number;
  readonly #fields: readonly Scalar[];
  readonly #metrics: RoomMetrics;
  readonly #clients = new WeakMap<Client, Guarded>();
  #closed = false;

  /** Without an input class no input is let through; `tickHz` is how often an honest client sends. */
  constructor({ tickHz, Input }: Pick<AnyGame, "tickHz"> & Partial<Pick<AnyGame, "Input">>, metrics: RoomMetrics) {
    this.#tickHz = tickHz;
    this.#fields = Input ? scalarsOf(layoutOf(Input)) : [];
    this.#metrics = metrics;
  }

  /** Calls `pass` where the frame may be read; else counts it, and cuts the client off where it goes on. */
  frame(client: Client, bytes: Buffer, pass: () => void): void {
    if (this.#closed) return;
    const guarded = this.#guarded(client);
    if (guarded.cut) return;
    if (!guarded.budget.take()) {
      this.refuse(client, "flood");
      return;
    }
    const early = client.state === ClientState.JOINING && bytes[0] !== Protocol.JOIN_ROOM;
    const verdict = early ? "early" : checkFrame(bytes, this.#fields);
    if (verdict !== "ok") {
      this.#strike(client, guarded, verdict);
      return;
    }
    try {
      pass();
    } catch {
      this.#strike(client, guarded, "unreadable");
    }
  }

  /** Cuts a client off that does not acknowledge its join: what is sent to it would queue for ever. */
  expectAck(client: Client): void {
    const deadline = () => client.state === ClientState.JOINING && this.refuse(client, "no-ack");
    setTimeout(deadline, ACK_DEADLINE_MS).unref();
  }

  /** Cuts a client off. */
  refuse(client: Client, reason: string): void {
    this.#guarded(client).cut = true;
    this.#metrics.refused(reason);
    client.leave(CloseCodes.refused, reason);
  }

  close(): void {
    this.#closed = true;
  }

  #strike(client: Client, guarded: Guarded, reason: string): void {
    guarded.strikes++;
    if (guarded.strikes >= MAX_STRIKES) this.refuse(client, reason);
    else this.#metrics.refused(reason);
  }

  #guarded(client: Client): Guarded {
    let guarded = this.#clients.get(client);
    if (!guarded) {
      guarded = { budget: new MessageBudget({ tickHz: this.#tickHz }), strikes: 0, cut: false };
      this.#clients.set(client, guarded);
    }
    return guarded;
  }
}
