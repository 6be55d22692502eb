import { Reflection } from "@colyseus/schema";
import type { BroadcastHead } from "../../rooms/lib/broadcast.ts";
import type { Broadcast } from "./broadcast.ts";

/** What a broadcast says of who may watch it. */
export interface WatchedState {
  /** Empty where everybody may. */
  readonly code: string;
  /** Public ids of those who have a seat. */
  readonly players: readonly string[];
}

/** Of the newest full state that there is, seen or not; undefined where there is none. */
export async function watchedState(broadcast: Broadcast): Promise<WatchedState | undefined> {
  const newest = broadcast.chunkAt(Number.MAX_SAFE_INTEGER);
  const chunk = newest === undefined ? undefined : await broadcast.load(newest);
  const first = chunk?.frames[0];
  return first?.kind === "state" ? decode(broadcast.head, first.wire.subarray(1)) : undefined;
}

function decode({ schema }: BroadcastHead, bytes: Uint8Array): WatchedState {
  const decoder = Reflection.decode(Buffer.from(schema, "hex"));
  decoder.decode(bytes);
  const { code, players } = decoder.state as unknown as { code: string; players: Map<string, { player: string }> };
  return { code, players: [...players.values()].map(({ player }) => player) };
}
