import { type Client, ClientState, SchemaSerializer } from "@colyseus/core";
import { Reflection, type Schema } from "@colyseus/schema";
import type { SpectatorSource } from "./match-broadcast.ts";
import { SpectatorTap } from "./spectator-tap.ts";

/** A client with more than this queued gets no patches; about 20 s of Arena at 12 kB/s. */
const HIGH_WATER_BYTES = 256 * 1024;
/** ... until its queue is down to this; then it gets one full state, which its decoder takes as a resync. */
const LOW_WATER_BYTES = 16 * 1024;

type Timing = { sNow: number };
type SocketClient = Client & { ref: { bufferedAmount?: number } };

/**
 * Sends patches without trusting the reader: encoded bytes are copied before they are queued (the encoder overwrites its
 * buffer on the next tick while a slow socket still holds the view), and a client that does not drain is skipped.
 */
export class SafeSerializer extends SchemaSerializer<Schema> {
  readonly #lagging = new WeakSet<Client>();
  readonly #ready: Client[] = [];
  /** Patches that slow clients did not get, and full states sent instead, since the room began. */
  readonly counts = { skipped: 0, resyncs: 0 };
  /** Size of the patch that was encoded last, once whatever the audience. */
  patchBytes = 0;
  /** Every patch is encoded for it too, so that a room does the same work whoever watches. */
  readonly spectator = new SpectatorTap();

  /** What the broadcast of a match is made of. */
  source(): SpectatorSource {
    return {
      schema: () => Buffer.from(Reflection.encode(this.encoder)).toString("hex"),
      takePatch: () => this.spectator.takePatch(),
      fullState: () => Buffer.from(this.getFullState(this.spectator.client)).subarray(1),
    };
  }

  /** The next reference id, which no entity had yet. */
  get nextRefId(): number {
    return (this.encoder.root as unknown as { nextUniqueId: number }).nextUniqueId;
  }

  override reset(state: Schema): void {
    super.reset(state);
    const encoder = this.encoder;
    const encodeAll = encoder.encodeAll.bind(encoder);
    const encode = encoder.encode.bind(encoder);
    encoder.encode = (it, view, ...rest) => {
      const bytes = encode(it, view, ...rest);
      if (view !== undefined) return bytes;
      this.patchBytes = bytes.length;
      return Buffer.from(bytes);
    };
    encoder.encodeAll = (...args) => Buffer.from(encodeAll(...args));
  }

  override applyPatches(clients: Client[], state?: unknown, timing?: Timing): boolean {
    this.patchBytes = 0;
    const ready = this.#ready;
    ready.length = 0;
    let drained: Client[] | undefined;
    for (const client of clients) {
      const queued = (client as SocketClient).ref.bufferedAmount ?? 0;
      if (this.#lagging.has(client)) {
        if (queued <= LOW_WATER_BYTES) {
          drained ??= [];
          drained.push(client);
        } else this.counts.skipped++;
      } else if (queued > HIGH_WATER_BYTES) {
        this.#lagging.add(client);
        this.counts.skipped++;
      } else ready.push(client);
    }
    ready.push(this.spectator.client);
    const changed = super.applyPatches(ready, state, timing);
    for (const client of drained ?? []) this.#resync(client, timing);
    return changed;
  }

  #resync(client: Client, timing: Timing | undefined): void {
    this.#lagging.delete(client);
    if (client.state !== ClientState.JOINED) return;
    this.counts.resyncs++;
    this.needFullEncode = true;
    client.raw(this.getFullState(client, timing));
  }
}
