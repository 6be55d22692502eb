import { getMessageBytes, Protocol } from "@colyseus/core";
import type { BroadcastFrame } from "../../rooms/lib/broadcast.ts";

/** A frame as every watcher's socket gets it: the same bytes for all. */
export interface WireFrame {
  readonly kind: BroadcastFrame["kind"];
  readonly tick: number;
  readonly atMs: number;
  /** Empty for the end. */
  readonly wire: Buffer;
  readonly frame: BroadcastFrame;
}

const CODES = { state: Protocol.ROOM_STATE, patch: Protocol.ROOM_STATE_PATCH, message: Protocol.ROOM_DATA } as const;
const NOTHING = Buffer.alloc(0);

export function wireFrame(frame: BroadcastFrame): WireFrame {
  const { kind, tick, atMs } = frame;
  if (kind === "end") return { kind, tick, atMs, wire: NOTHING, frame };
  if (kind === "moment") {
    const wire = Buffer.from(getMessageBytes.raw(Protocol.ROOM_DATA, "watch.moment", { tick, ...frame.moment }));
    return { kind, tick, atMs, wire, frame };
  }
  const wire = Buffer.allocUnsafe(1 + frame.bytes.length);
  wire[0] = CODES[kind];
  wire.set(frame.bytes, 1);
  // The bytes are kept once.
  return { kind, tick, atMs, wire, frame: { kind, tick, atMs, bytes: wire.subarray(1) } };
}

/** Tells a decoder that what follows is about the root; a patch begins so without saying it. */
const ON_ROOT = Buffer.from([255, 0]);
const SWITCH = 255;

/** One full state that is what `state` and then the patches among `frames` come to. */
export function fullStateOf(frames: readonly WireFrame[], count: number): Buffer {
  const parts: Buffer[] = [Buffer.from([Protocol.ROOM_STATE])];
  for (let i = 0; i < count; i++) {
    const { kind, wire } = frames[i] as WireFrame;
    if (kind === "state") parts.splice(1, parts.length, wire.subarray(1));
    else if (kind === "patch" && wire.length > 1) parts.push(...(wire[1] === SWITCH ? [] : [ON_ROOT]), wire.subarray(1));
  }
  return Buffer.concat(parts);
}
