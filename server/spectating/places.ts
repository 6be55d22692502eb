import { Protocol } from "@colyseus/core";
import type { Broadcast } from "../replays/broadcast.ts";
import { Cursor } from "../replays/cursor.ts";
import type { EdgeReader } from "../replays/edge-reader.ts";
import type { WireFrame } from "../replays/wire-frame.ts";
import { Crowd } from "./crowd.ts";
import { roundOf } from "./round.ts";
import type { Rewound, Watcher } from "./watcher.ts";

/** Those who watch what was earlier each hold a chunk: so many of a room may be. */
export const MAX_REWOUND = 500;
/** Rewound watchers are served this often: a patch of 20 a second is late by half its time at most. */
const PLAY_MS = 25;
/** A late turn of the process makes this many frames due for a watcher at once, no more. */
const MAX_FRAMES_A_TURN = 200;

export interface PlacesSetup {
  readonly broadcast: Broadcast;
  readonly edge: EdgeReader;
  /** What this room waits for on top of the game's delay. */
  readonly extraMs: number;
  /** A watcher has seen the last frame. */
  ended(watcher: Watcher): void;
  sent(frames: number): void;
}

/** Where each watcher of a room is: all at the live edge share one place, the others have their own. */
export class Places {
  readonly #setup: PlacesSetup;
  readonly #live: Crowd;
  readonly #rewound = new Set<Watcher>();
  #timer: NodeJS.Timeout | undefined;
  #over = false;

  constructor(setup: PlacesSetup) {
    this.#setup = setup;
    this.#live = new Crowd({
      patchHz: setup.broadcast.head.patchHz,
      stateNow: () => setup.edge.cursor?.fullState() ?? NOTHING_YET,
      sent: (frames) => setup.sent(frames),
    });
  }

  add(watcher: Watcher): void {
    this.remove(watcher);
    if (watcher.rewound) {
      this.#rewound.add(watcher);
      this.#timer ??= setInterval(() => this.#play(), PLAY_MS);
    } else {
      this.#live.add(watcher);
      if (this.#over) this.#setup.ended(watcher);
    }
  }

  remove(watcher: Watcher): void {
    this.#live.remove(watcher);
    this.#rewound.delete(watcher);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#live.close();
    this.#rewound.clear();
  }

  /** Takes a watcher away for good: one that is being moved comes to no other place. */
  leave(watcher: Watcher): void {
    watcher.gone = true;
    this.remove(watcher);
  }

  /** The next frame of the live edge, after the state of `tickBefore`. */
  edgeFrame(frame: WireFrame, tickBefore: number | undefined): void {
    if (frame.kind !== "end" && isNews(frame, tickBefore)) this.#live.frame(frame);
  }

  /** Nothing comes after the live edge any more. */
  edgeEnded(): void {
    this.#over = true;
    this.#live.flush();
    for (const watcher of this.#live) this.#setup.ended(watcher);
  }

  /** What a watcher sees now, as one full state. */
  stateOf(watcher: Watcher | undefined): Buffer {
    // What others wait for is part of the state at the edge.
    if (!watcher?.rewound) this.#live.flush(watcher);
    const cursor = watcher?.rewound?.cursor ?? this.#setup.edge.cursor;
    return cursor?.fullState() ?? NOTHING_YET;
  }

  tickOf(watcher: Watcher): number {
    return watcher.pausedAt ?? (watcher.rewound?.cursor ?? this.#setup.edge.cursor)?.tick ?? 0;
  }

  /** Plays on from `tick`, or from the live edge where that is earlier. The tick that is shown then; undefined where it cannot be. */
  async seek(watcher: Watcher, tick: number): Promise<number | undefined> {
    const { broadcast, edge } = this.#setup;
    if (!edge.cursor) return this.live(watcher);
    if (tick >= edge.cursor.tick) return this.live(watcher);
    if (!watcher.rewound && this.#rewound.size >= MAX_REWOUND) return undefined;
    const firstTick = broadcast.chunkAt(tick);
    watcher.seeking = true;
    const chunk = firstTick === undefined ? undefined : await broadcast.load(firstTick).catch(() => undefined);
    watcher.seeking = false;
    if (!chunk || watcher.gone) return undefined;
    const cursor = new Cursor(broadcast, chunk, chunk.countUpTo(tick));
    // Whatever was asked for, what is not to be seen yet is not shown.
    if (cursor.last && !this.#released(cursor.last)) return this.live(watcher);
    return this.#move(watcher, { cursor, fromMs: cursor.atMs, sinceMs: performance.now() });
  }

  /** Stays where it is until it seeks or goes to the live edge. */
  pause(watcher: Watcher): number {
    if (!watcher.rewound) this.#live.flush();
    const tick = this.tickOf(watcher);
    this.remove(watcher);
    watcher.rewound = undefined;
    watcher.pausedAt = tick;
    return tick;
  }

  /** Goes to the live edge. */
  live(watcher: Watcher): number {
    return this.#move(watcher, undefined);
  }

  #move(watcher: Watcher, rewound: Rewound | undefined): number {
    const moves = rewound !== undefined || watcher.rewound !== undefined || watcher.pausedAt !== undefined;
    // One that is joining is added, and shown its state, later.
    const here = this.#live.has(watcher) || this.#rewound.has(watcher) || watcher.pausedAt !== undefined;
    watcher.rewound = rewound;
    watcher.pausedAt = undefined;
    if (here && moves) {
      this.add(watcher);
      watcher.show(this.stateOf(watcher));
    }
    return this.tickOf(watcher);
  }

  #play(): void {
    if (this.#rewound.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    const nowMs = performance.now();
    let sent = 0;
    for (const watcher of this.#rewound) if (watcher.rewound) sent += this.#playOn(watcher, watcher.rewound, nowMs);
    this.#setup.sent(sent);
  }

  #playOn(watcher: Watcher, { cursor, fromMs, sinceMs }: Rewound, nowMs: number): number {
    const untilMs = fromMs + nowMs - sinceMs;
    let sent = 0;
    for (let i = 0; i < MAX_FRAMES_A_TURN; i++) {
      const { next } = cursor;
      if (!next || next.atMs > untilMs || !this.#released(next)) break;
      const before = cursor.shownTick;
      cursor.advance();
      if (next.kind !== "end" && isNews(next, before)) sent += watcher.send(roundOf([next]), () => cursor.fullState());
    }
    if (cursor.ended) this.#setup.ended(watcher);
    return sent;
  }

  #released(frame: WireFrame): boolean {
    return this.#setup.broadcast.waitMs(frame.atMs, this.#setup.extraMs) <= 0;
  }
}

const NOTHING_YET = Buffer.from([Protocol.ROOM_STATE]);

/** A full state that repeats the tick of the patch before it says nothing new: it is there for those who begin with it. */
function isNews({ kind, tick }: WireFrame, tickBefore: number | undefined): boolean {
  return kind !== "state" || tick !== tickBefore;
}
