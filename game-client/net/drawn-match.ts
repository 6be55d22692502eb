import type { SeatEntry, World } from "../../rooms/lib/game.ts";

/** What the drawing of a game reads of a match: the same of one that is played and of one that is watched. */
export interface DrawnMatch<W extends World = World> {
  /** As it arrived last; its objects may be replaced by others: do not keep them. */
  readonly state: W;
  /** Whose side the match is shown from: our own entry, or in a match that is watched the one that is followed. */
  readonly self: SeatEntry | undefined;
  /** Our own entry ahead of what arrived; undefined where nothing is predicted. */
  readonly predicted: Readonly<Record<string, number | boolean>> | undefined;
  /** Ticks as fractions: the one that is drawn for the others, and the one our next input will meet on the server. */
  readonly ticks: { readonly drawn: number; readonly ours: number };
  /** A field as it is to be drawn now. */
  value(collection: string, entity: object, field: string): number;
}
