import type { Client } from "@colyseus/sdk";
import type { AnyGame } from "../../rooms/lib/game.ts";
import type { BroadcastSource } from "./broadcast-source.ts";
import type { SpectateOptions } from "./watched-line.ts";

/** How a match is to be watched. */
export interface WatchOptions {
  /** The game of the match, of this build. */
  readonly game: AnyGame;
  /** Where its segments are; asked when they are needed. */
  readonly source: BroadcastSource;
  /** While the match runs: how to hear it live. */
  readonly live?: SpectateOptions & { readonly client: Client };
  /** Where to begin; else live where the match runs, or at its beginning. */
  readonly fromTick?: number;
}
