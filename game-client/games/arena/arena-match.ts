import type { ArenaOptions } from "../../../rooms/arena/options.ts";
import { UNITS } from "../../../rooms/arena/rules.ts";
import type { ArenaInput, ArenaPlayer, ArenaWorld } from "../../../rooms/arena/world.ts";
import type { DrawnMatch } from "../../net/drawn-match.ts";
import type { MatchConnection } from "../../net/match-connection.ts";
import type { WatchedMatch } from "../../net/playback.ts";

/** What drawing reads, whoever plays. */
export type ArenaMatch = DrawnMatch<ArenaWorld>;
export type PlayedArena = MatchConnection<ArenaWorld, ArenaInput, ArenaOptions>;
export type WatchedArena = WatchedMatch<ArenaWorld>;

/** Where a player is drawn, in world pixels. */
export function drawnAt(match: ArenaMatch, player: ArenaPlayer): { x: number; y: number } {
  return { x: match.value("players", player, "x") / UNITS, y: match.value("players", player, "y") / UNITS };
}

export function ownEntry(match: ArenaMatch): ArenaPlayer | undefined {
  return match.self as ArenaPlayer | undefined;
}

/** Every entry, in no order that matters. */
export function entries<T>(collection: { forEach(visit: (value: T, key: string) => void): void }): [string, T][] {
  const all: [string, T][] = [];
  collection.forEach((value, key) => {
    all.push([key, value]);
  });
  return all;
}
