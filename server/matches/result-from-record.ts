import type { AnyGame, Outcome } from "../../rooms/lib/game.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { readRecord } from "../../rooms/lib/record.ts";
import { resimulate } from "../../rooms/lib/resimulate.ts";
import type { MatchResult } from "./match-result.ts";
import { ReplayedResult } from "./replayed-result.ts";

/**
 * The result of a match from its record, played again: what its room would have handed over. A record without an end, or
 * one that does not play again to the same state, gives the server's fault. Undefined where nothing can be read.
 */
export function resultFromRecord(game: AnyGame, bytes: Uint8Array): MatchResult | undefined {
  const read = readRecord(bytes, (id) => (id === game.id ? layoutOf(game.Input) : undefined));
  if (!read.ok) return undefined;
  const replayed = new ReplayedResult(game, read.record.header);
  let ending: Outcome | { readonly reason: string } = { reason: "fault" };
  try {
    const { mismatch } = resimulate(game, read.record, (world, _tick, inputs) => replayed.visit(world, inputs));
    if (!mismatch) for (const frame of read.record.frames()) if (frame.kind === "end") ending = frame.outcome;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    ending = { reason: "fault" };
  }
  return replayed.result(ending);
}
