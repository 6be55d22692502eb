import type { Game, World } from "../../rooms/lib/game.ts";
import type { MatchConnection } from "../net/match-connection.ts";
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
