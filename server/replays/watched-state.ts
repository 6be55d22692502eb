import { readHandshake } from "../../rooms/lib/read-handshake.ts";
import { StrictDecoder } from "../../rooms/lib/strict-decoder.ts";
import { journalDamaged } from "../lib/journal-damaged.ts";
import type { Broadcast } from "./broadcast.ts";

const nowMs = () => performance.now();

/** What a broadcast says of who may watch it. */
export interface WatchedState {
  /** Empty where everybody may. */
  readonly code: string;
  /** Public ids of those who have a seat. */
  readonly players: readonly string[];
}

/** Of the newest full state that can be read, seen or not; undefined where there is none. Throws AppError `journal/damaged`. */
export async function watchedState(broadcast: Broadcast, tried?: number): Promise<WatchedState | undefined> {
  const newest = broadcast.chunkAt(Number.MAX_SAFE_INTEGER);
  if (newest === undefined || newest === tried) return undefined;
  const first = (await broadcast.load(newest))?.frames[0];
  return first?.kind === "state" ? decode(broadcast.head.schema, first.wire.subarray(1)) : watchedState(broadcast, newest);
}

/** Throws AppError `journal/damaged` where nobody can decode states by it, or would not come to an end. */
export function checkSchema(schema: string): void {
  try {
    readHandshake(schema, nowMs);
  } catch (cause) {
    throw journalDamaged(cause);
  }
}

function decode(schema: string, bytes: Uint8Array): WatchedState {
  try {
    const { state, context } = readHandshake(schema, nowMs);
    new StrictDecoder(state, nowMs, context).apply(bytes, true);
    const { code, players } = state as unknown as { code?: unknown; players?: Iterable<[string, { player?: unknown }]> };
    if (typeof code !== "string") throw new RangeError("the state has no code");
    return { code, players: [...(players ?? [])].map(([, { player }]) => String(player)) };
  } catch (cause) {
    throw journalDamaged(cause);
  }
}
