import { type Client, ClientState } from "@colyseus/core";
import type { StateView } from "@colyseus/schema";
import { schemaBytes } from "./colyseus-internals.ts";

/** The one virtual client of a room: whatever the audience, patches are encoded for a spectator once, through it. */
export class SpectatorTap {
  /** Kept equal to the game's `view` of a spectator; a game that hides nothing has none. */
  view?: StateView;
  listens = true;
  #patch: Uint8Array | undefined;

  /** As Colyseus' serializer takes it: it reads `state` and `view`, and calls `raw`. */
  get client(): Client {
    return this as unknown as Client;
  }

  get state(): ClientState {
    return this.listens ? ClientState.JOINED : ClientState.JOINING;
  }

  raw(frame: Uint8Array): void {
    const bytes = schemaBytes(frame);
    this.#patch = bytes.length > 0 ? bytes : undefined;
  }

  /** The last patch, once; undefined where nothing changed for a spectator. */
  takePatch(): Uint8Array | undefined {
    const patch = this.#patch;
    this.#patch = undefined;
    return patch;
  }
}
