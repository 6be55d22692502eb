import { setImmediate as turn } from "node:timers/promises";
import type { GameRoom } from "../room/game-room.ts";

/** What is used of Room beyond its public surface. */
interface Driven {
  _simulationInterval: NodeJS.Timeout;
  clock: { now: () => number; currentTime: number; elapsedTime: number };
}

/** A real room whose time passes only when it is told: its timer is stopped and called by hand, on a clock of our own. */
export class ManualRoom {
  readonly room: GameRoom;
  readonly #due: () => void;
  readonly #tickMs: number;
  #nowMs = 0;

  constructor(room: GameRoom) {
    this.room = room;
    this.#tickMs = 1000 / room.game.tickHz;
    const driven = room as unknown as Driven;
    const timer = driven._simulationInterval as NodeJS.Timeout & { _onTimeout: () => void };
    this.#due = timer._onTimeout;
    clearInterval(timer);
    driven.clock.now = () => this.#nowMs;
    driven.clock.currentTime = 0;
  }

  /** Milliseconds of the room's clock. */
  get elapsedMs(): number {
    return (this.room as unknown as Driven).clock.elapsedTime;
  }

  /** One timer turn, `ticks` late: the room catches up as it does on a busy machine. */
  async pass(ticks = 1): Promise<void> {
    this.#nowMs += ticks * this.#tickMs;
    this.#due();
    // The room steps once the sockets that are ready have been read.
    await turn();
  }
}
