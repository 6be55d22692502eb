import { getMessageBytes, Protocol } from "@colyseus/core";
import type { BroadcastFrame } from "../../rooms/lib/broadcast.ts";

/** A frame as every watcher's socket gets it: the same bytes for all. */
export interface WireFrame {
  readonly kind: BroadcastFrame["kind"];
  readonly tick: number;
  readonly atMs: number;
  /** Empty for the end. */
  readonly wire: Buffer;
  /** `wire` as one binary message of a WebSocket. */
  readonly framed: Buffer;
  readonly frame: BroadcastFrame;
}

const CODES = { state: Protocol.ROOM_STATE, patch: Protocol.ROOM_STATE_PATCH, message: Protocol.ROOM_DATA } as const;
const NOTHING = { wire: Buffer.alloc(0), framed: Buffer.alloc(0) };

export function wireFrame(frame: BroadcastFrame): WireFrame {
  const { kind, tick, atMs } = frame;
  if (kind === "end") return { kind, tick, atMs, ...NOTHING, frame };
  if (kind === "moment") {
    const bytes = getMessageBytes.raw(Protocol.ROOM_DATA, "watch.moment", { tick, ...frame.moment });
    const message = binaryMessage(bytes.length);
    message.wire.set(bytes);
    return { kind, tick, atMs, ...message, frame };
  }
  const message = binaryMessage(1 + frame.bytes.length);
  message.wire[0] = CODES[kind];
  message.wire.set(frame.bytes, 1);
  // The bytes are kept once.
  return { kind, tick, atMs, ...message, frame: { kind, tick, atMs, bytes: message.wire.subarray(1) } };
}

/** Room for a message of a server: final, binary, not masked (RFC 6455, 5.2). */
function binaryMessage(length: number): Pick<WireFrame, "wire" | "framed"> {
  const head = length < 126 ? 2 : length < 65536 ? 4 : 10;
  const framed = Buffer.allocUnsafe(head + length);
  framed[0] = 0x82;
  framed[1] = length < 126 ? length : length < 65536 ? 126 : 127;
  if (head === 4) framed.writeUInt16BE(length, 2);
  else if (head === 10) framed.writeBigUInt64BE(BigInt(length), 2);
  return { framed, wire: framed.subarray(head) };
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
