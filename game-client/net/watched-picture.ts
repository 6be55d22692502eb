import type { SeatEntry, World } from "../../rooms/lib/game.ts";
import type { DrawnMatch } from "./drawn-match.ts";
import type { WatchedReel } from "./watched-reel.ts";

/** What is drawn of a match that is watched: a reel, and where on it we are. */
export interface Shown<W extends World> {
  readonly reel: WatchedReel<W> | undefined;
  readonly cursor: number;
  /** One state on. */
  forward(): void;
}

/** A match that is watched, as drawing reads it, whichever of its readers is shown. */
export class WatchedPicture<W extends World> implements DrawnMatch<W> {
  readonly predicted = undefined;
  protected shown: Shown<W>;
  /** Who is followed. */
  protected seat: number | null = null;

  constructor(shown: Shown<W>) {
    this.shown = shown;
  }

  get ready(): boolean {
    return this.shown.reel !== undefined && this.shown.reel.tick >= 0;
  }

  get state(): W {
    return this.shown.reel?.state as W;
  }

  get self(): SeatEntry | undefined {
    return this.seat === null ? undefined : this.state?.players?.get(String(this.seat));
  }

  get tick(): number {
    return this.shown.cursor;
  }

  get ticks(): { readonly drawn: number; readonly ours: number } {
    return { drawn: this.tick, ours: this.tick };
  }

  value(collection: string, entity: object, field: string): number {
    return this.shown.reel?.value(collection, entity, field, this.tick) ?? Number((entity as Record<string, unknown>)[field]);
  }
}
