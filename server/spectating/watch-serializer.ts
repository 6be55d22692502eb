import type { Client } from "@colyseus/core";

/** Stands in for Colyseus' serializer in a room whose states come from a broadcast: a stock client decodes them as those of a match room. */
export class WatchSerializer {
  readonly id = "schema";
  readonly #schema: Buffer;
  readonly #stateFor: (client: Client | undefined) => Buffer;

  constructor(schema: Buffer, stateFor: (client: Client | undefined) => Buffer) {
    this.#schema = schema;
    this.#stateFor = stateFor;
  }

  handshake(): Buffer {
    return this.#schema;
  }

  /** Asked for when a client has acknowledged its join. */
  getFullState(client?: Client): Buffer {
    return this.#stateFor(client);
  }

  reset(): void {}

  applyPatches(): boolean {
    return false;
  }
}
