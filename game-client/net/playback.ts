import type { Moment, World } from "../../rooms/lib/game.ts";
import type { DrawnMatch } from "./drawn-match.ts";

/** A moment and when it was. */
export type TimedMoment = Moment & { readonly tick: number };

/** What a match that is watched is doing on the screen. */
export type PlaybackStatus =
  | { readonly kind: "loading" | "live" | "playing" | "paused" | "ended" }
  /** Final; `detail` names the part that is wrong, for who wants to know. */
  | { readonly kind: "failed"; readonly code: string; readonly detail: string };

/** A match that is watched, live or later, as its controls see it. Ticks are those of the match; a fraction is between two. */
export interface Playback {
  readonly status: PlaybackStatus;
  /** What is drawn now. */
  readonly tick: number;
  /** What can be seeked; `last` grows while the match runs. */
  readonly range: { readonly first: number; readonly last: number };
  /** True while the match still runs: then `goLive` leads to its edge. */
  readonly running: boolean;
  /** True where the end is missing, because the process that wrote it died. */
  readonly cut: boolean;
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
  /** Goes on, or stays paused, from `tick`, held within the range. Resolves once it is drawn, or another seek took its place. */
  seek(tick: number): Promise<void>;
  goLive(): void;
  /** The state at `tick`, beside what is drawn; undefined where it cannot be had. */
  preview(tick: number): Promise<World | undefined>;
  /** Calls back on each change of anything above but `tick`. */
  on(listener: () => void): () => void;
  close(): void;
}

/** A match that is watched: its controls, and what is drawn. Made by `open-playback.ts`. */
export interface WatchedMatch<W extends World = World> extends Playback, DrawnMatch<W> {
  /** Grows with each break in time (a seek, a rewind, a line that was away): what is seen then did not follow from what was seen before. */
  readonly breaks: number;
  /** True once `state` can be drawn. */
  readonly ready: boolean;
  /** Advances what is drawn; once a frame, before anything is drawn. */
  frame(nowMs: number): void;
  /** Whose side the match is shown from, or nobody's. Watchers of a live match are counted by it. */
  follow(seat: number | null): void;
}
