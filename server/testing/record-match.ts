import type { AnyGame, Outcome } from "../../rooms/lib/game.ts";
import { encodeKeyframe } from "../../rooms/lib/keyframe.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { RecordEncoder, readRecord } from "../../rooms/lib/record.ts";
import { type MatchPlan, playMatch } from "./play-match.ts";

/** A match of a crowd with a hash and the whole world a second, as a room records it. */
export function recordMatch(game: AnyGame, plan: MatchPlan): { readonly bytes: Uint8Array; readonly outcome: Outcome | undefined } {
  const worlds = new Map<number, Uint8Array>();
  const { record, outcome } = playMatch(game, plan, (world) => {
    if (world.tick % game.tickHz === game.tickHz >> 1)
      worlds.set(world.tick, encodeKeyframe(layoutOf(game.State), world, { clockMs: (world.tick * 1000) / game.tickHz, nextRefId: 0 }));
  });
  const read = readRecord(record, () => layoutOf(game.Input));
  if (!read.ok) throw new Error(read.problem);
  const encoder = new RecordEncoder(layoutOf(game.Input));
  const parts = [encoder.header(read.record.header)];
  for (const frame of read.record.frames()) {
    if (frame.kind === "tick") {
      parts.push(encoder.tick(frame.tick, frame.inputs));
      const keyframe = worlds.get(frame.tick);
      if (keyframe) parts.push(encoder.keyframe(frame.tick, keyframe));
    } else if (frame.kind === "end") parts.push(encoder.end(frame.outcome));
    else if (frame.kind === "hash" && frame.tick % game.tickHz === 0) parts.push(encoder.hash(frame.tick, frame.hash));
  }
  return { bytes: new Uint8Array(Buffer.concat(parts)), outcome };
}
