import type { Moment, World } from "../../rooms/lib/game.ts";

/** A moment and when it was. */
export type TimedMoment = Moment & { readonly tick: number };

/** What a match that is watched is doing on the screen. */
export type PlaybackStatus =
  | { readonly kind: "loading" | "live" | "playing" | "paused" | "ended" }
  | { readonly kind: "failed"; readonly code: string };

/** A match that is watched, live or later, as its controls see it. Ticks are those of the match; a fraction is between two. */
export interface Playback {
  readonly status: PlaybackStatus;
  /** What is drawn now. */
  readonly tick: number;
  /** What can be seeked; `last` grows while the match runs. */
  readonly range: { readonly first: number; readonly last: number };
  /** True while the match still runs: then `goLive` leads to its edge. */
  readonly running: boolean;
  readonly tickHz: number;
  /** 0.25 to 8. */
  readonly speed: number;
  /** Oldest first; never one that is not to be seen yet. */
  readonly moments: readonly TimedMoment[];
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  /** One patch forward or back, paused. */
  step(direction: 1 | -1): void;
  /** Goes on, or stays paused, from `tick`, held within the range. */
  seek(tick: number): Promise<void>;
  goLive(): void;
  /** The state at `tick`, beside what is drawn; undefined where it cannot be had. */
  preview(tick: number): Promise<World | undefined>;
  /** Calls back on each change of anything above but `tick`. */
  on(listener: () => void): () => void;
  close(): void;
}
