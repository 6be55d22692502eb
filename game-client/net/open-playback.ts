import type { World } from "../../rooms/lib/game.ts";
import type { WatchedMatch } from "./playback.ts";
import type { WatchOptions } from "./watch-options.ts";
import { WatchedBroadcast } from "./watched-broadcast.ts";

/** Watches a match that runs: live at once, what was before from `source`. */
export function openLivePlayback<W extends World>(options: WatchOptions & Required<Pick<WatchOptions, "live">>): WatchedMatch<W> {
  return new WatchedBroadcast<W>(options);
}

/** Watches a match that is over, from a server's segments or a file's. */
export function openReplay<W extends World>(options: Omit<WatchOptions, "live">): WatchedMatch<W> {
  return new WatchedBroadcast<W>(options);
}
