import type { Game, World } from "../../rooms/lib/game.ts";
import type { MatchConnection } from "../net/match-connection.ts";
import type { WatchedMatch } from "../net/playback.ts";
import type { MenuItem } from "../ui/match-menu.ts";

/** A match on the screen. */
export interface OpenView {
  /** What the menu of the match offers beside settings, invitation and the way out. */
  readonly menu?: readonly MenuItem[];
  close(): void;
}

/** A game together with how it is drawn and controlled. */
export interface GameView<W extends World, I extends object, O extends object> {
  readonly game: Game<W, I, O>;
  /** Shows `match` in `stage` until it is closed. */
  open(match: MatchConnection<W, I, O>, stage: Stage): OpenView;
  /** Shows a match that is watched, live or later, until it is closed. Absent: the game cannot be watched. */
  watch?(match: WatchedMatch<W>, stage: WatchStage): OpenWatch;
  /** Draws `world` small, as its map with who is where, in the whole of `canvas`, and says in a few words how it stands. */
  preview?(world: W, canvas: HTMLCanvasElement): string;
}

/** Where a watched match is looked at from. */
export type WatchCamera = { readonly kind: "director" | "free" } | { readonly kind: "follow"; readonly seat: number };

/** A watched match on the screen. */
export interface OpenWatch {
  /** The viewer's own hands change it as well: they drag it away, or step from player to player. */
  readonly camera: WatchCamera;
  look(camera: WatchCamera): void;
  /** Calls back when the camera is another one, whoever changed it. */
  onCamera(listener: (camera: WatchCamera) => void): () => void;
  /** Opens the scores, or closes them. */
  toggleScores(): void;
  close(): void;
}

/**
 * Where a game draws what is watched: a box for its canvas and one for its readings, which ends where the page's own controls begin.
 * Its keys: WASD and the arrows while the camera is free, + and -, [ and ] from player to player. All others are the page's.
 */
export interface WatchStage {
  readonly canvas: HTMLElement;
  readonly overlay: HTMLElement;
}

/** Where a game draws: a box for its canvas, one above it for its readings, and what every match can do. */
export interface Stage {
  readonly canvas: HTMLElement;
  readonly overlay: HTMLElement;
  /** What the match changed beyond itself, once it is over: to be put among the game's own results. */
  readonly result: HTMLElement;
  leave(): void;
  /** Shows the menu; Escape does so too. */
  openMenu(): void;
}
