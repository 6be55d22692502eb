import { gunzipSync } from "node:zlib";
import { type BroadcastFrame, readFrames } from "../../rooms/lib/broadcast.ts";
import type { ReplayFile } from "../../rooms/lib/replay-file.ts";
import type { PlayedBroadcast } from "./broadcast-comparison.ts";

/** A broadcast from its sealed segments, one in memory at a time. */
export function unpackBroadcast(file: ReplayFile): PlayedBroadcast {
  const { head, state } = file.index;
  return { head, whole: state === "whole", frames: () => framesOf(file) };
}

function* framesOf(file: ReplayFile): Generator<BroadcastFrame> {
  for (const { n, rawBytes } of file.index.segments) yield* readFrames(unpacked(n, file.segment(n), rawBytes));
}

/** A bomb is not unpacked beyond what the index says. */
function unpacked(n: number, sealed: Uint8Array | undefined, rawBytes: number): Uint8Array {
  if (!sealed) throw new RangeError(`segment ${n} of the broadcast is not there`);
  try {
    return gunzipSync(sealed, { maxOutputLength: rawBytes });
  } catch (cause) {
    throw new RangeError(`segment ${n} of the broadcast is damaged`, { cause });
  }
}
