import type { WireFrame } from "../replays/wire-frame.ts";

/** Frames that are sent to somebody at once, in order. */
export interface Round {
  readonly frames: readonly WireFrame[];
  /** All of them, as a WebSocket has them one after the other. */
  readonly framed: Uint8Array;
}

export function roundOf(frames: readonly WireFrame[]): Round {
  const [first] = frames;
  return { frames, framed: frames.length === 1 && first ? first.framed : Buffer.concat(frames.map(({ framed }) => framed)) };
}
