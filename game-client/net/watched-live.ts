import type { AnyGame, World } from "../../rooms/lib/game.ts";
import type { BroadcastSchema } from "./broadcast-schema.ts";
import { WatchedClock } from "./watched-clock.ts";
import { type StateFrame, WatchedReel } from "./watched-reel.ts";

/** A line that is silent for this long shows. */
const STALLED_MS = 1000;
/** So much of what arrives is kept for a picture that is behind; by then it is in a sealed segment. */
const KEPT_S = 15;

/** A line that is joined anew goes on about where it was. */
const EARLIER_S = 2;

/** What was drawn is let go in lots of this size. */
const DROPPED = 256;

interface Queued {
  readonly frame: StateFrame;
  /** Set with the first state of a line. */
  readonly schema: BroadcastSchema<World> | undefined;
}

/** Draws what arrives over a line: at its edge by the clock, or behind it where the viewer paused or slowed it. */
export class WatchedLive<W extends World> {
  reel: WatchedReel<W> | undefined;
  cursor = 0;
  /** False where the viewer holds the picture behind. */
  atEdge = true;
  /** Nothing arrives. */
  stalled = false;
  /** The first tick that can be shown without segments, and the newest that arrived; 0 before any. */
  first = 0;
  last = 0;
  readonly #game: AnyGame;
  readonly #clock: WatchedClock;
  #schema: BroadcastSchema<World> | undefined;
  #queue: Queued[] = [];
  #heardMs = 0;
  #next = 0;

  constructor(game: AnyGame) {
    this.#game = game;
    this.#clock = new WatchedClock(game.tickHz, game.patchHz);
  }

  /** A line is there, anew: a full state in these classes follows. */
  open(schema: BroadcastSchema<World>): void {
    this.#schema = schema;
  }

  /** False where it is the beginning of a match that is over, and not what comes next. */
  push(frame: StateFrame, nowMs: number): boolean {
    if (frame.kind === "state" && frame.tick < this.last - EARLIER_S * this.#game.tickHz) return false;
    const schema = frame.kind === "state" ? this.#schema : undefined;
    if (schema) this.#schema = undefined;
    // Patches on their way when the picture went elsewhere lead nowhere.
    if (!schema && !this.reel && this.#queue.length === 0) return true;
    this.#heardMs = nowMs;
    this.#queue.push({ frame, schema });
    if (this.first === 0) this.first = frame.tick;
    this.last = frame.tick;
    this.#clock.arrived(frame.tick, nowMs);
    return true;
  }

  /** More is behind than is kept. */
  get tooFarBehind(): boolean {
    return this.last - this.cursor > KEPT_S * this.#game.tickHz;
  }

  /** Up to what is to be drawn now; throws RangeError where the bytes are damaged. */
  advance(nowMs: number, elapsedMs: number, speed: number): void {
    this.stalled = nowMs - this.#heardMs > STALLED_MS && this.cursor >= this.last;
    const edge = this.#clock.edge(nowMs);
    if (edge === undefined) return;
    if (!this.atEdge) {
      const target = this.cursor + (elapsedMs * speed * this.#game.tickHz) / 1000;
      if (target < edge || speed < 1) {
        this.#to(Math.min(target, this.last));
        return;
      }
      this.atEdge = true;
      this.#clock.set(target, nowMs);
    }
    this.#to(this.#clock.tick(nowMs) ?? edge);
  }

  /** One state on, where it has arrived. */
  forward(): void {
    if (!this.reel) return;
    if (this.cursor >= this.reel.tick) this.#apply();
    this.cursor = this.reel.tick;
  }

  /** Catches up at once. */
  toEdge(): void {
    this.atEdge = true;
    this.#clock.release();
  }

  /** The picture is elsewhere, or was: what comes next begins with a full state, in the classes of `schema` where the line is the same. */
  clear(schema?: BroadcastSchema<World>): void {
    this.reel = undefined;
    this.#schema = schema;
    this.#queue = [];
    this.#next = 0;
    this.#clock.forget();
    this.toEdge();
  }

  #to(target: number): void {
    while ((this.reel?.tick ?? -1) < target && this.#apply());
    const reached = this.reel?.tick ?? target;
    this.cursor = Math.min(target, reached);
  }

  #apply(): boolean {
    const queued = this.#queue[this.#next];
    if (!queued) return false;
    this.#next++;
    if (this.#next === DROPPED) this.#queue = this.#queue.slice(DROPPED);
    if (this.#next === DROPPED) this.#next = 0;
    if (queued.schema) this.reel = new WatchedReel<W>(this.#game, queued.schema as BroadcastSchema<W>);
    this.reel?.apply(queued.frame);
    return true;
  }
}
