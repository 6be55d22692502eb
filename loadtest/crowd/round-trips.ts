import type { Room } from "@colyseus/sdk";

const KEPT_SENDS = 512;

/**
 * How long inputs take from the moment they were due, whether or not they were sent in time, to the patch that says the
 * server has used them. Listens at one room's input handle and clock.
 */
export class RoundTrips {
  readonly samplesMs: number[] = [];
  readonly #due = new Float64Array(KEPT_SENDS);
  #acked = 0;
  /** When the input that is sent now was due. */
  dueAtMs = 0;

  constructor(room: Room) {
    const input = room.input<object>();
    this.#acked = input.lastProcessed;
    input.onSend((seq) => {
      this.#due[seq % KEPT_SENDS] = this.dueAtMs;
    });
    const { clock } = room;
    const sample = clock.sample.bind(clock);
    // The SDK has counted the patch's acknowledgement when it feeds its clock.
    clock.sample = (serverMs, rttMs) => {
      sample(serverMs, rttMs);
      const nowMs = performance.now();
      if (input.lastProcessed < this.#acked) this.#acked = 0;
      for (let seq = Math.max(this.#acked + 1, input.lastProcessed - KEPT_SENDS + 1); seq <= input.lastProcessed; seq++)
        this.samplesMs.push(nowMs - (this.#due[seq % KEPT_SENDS] ?? nowMs));
      this.#acked = input.lastProcessed;
    };
  }
}
