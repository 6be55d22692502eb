import type { Decoder } from "@colyseus/schema";
import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { BroadcastSchema } from "./broadcast-schema.ts";
import type { BroadcastListing } from "./broadcast-source.ts";
import type { PlaybackStatus, TimedMoment, WatchedMatch } from "./playback.ts";
import type { WatchOptions } from "./watch-options.ts";
import { WatchedLine } from "./watched-line.ts";
import { WatchedListeners } from "./watched-listeners.ts";
import { WatchedLive } from "./watched-live.ts";
import { WatchedMoments } from "./watched-moments.ts";
import { WatchedPicture } from "./watched-picture.ts";
import { WatchedSealed } from "./watched-sealed.ts";
import { isPassing } from "./watched-segments.ts";

/** After a longer gap (a page in the background) the past is not played back. */
const MOST_STEP_MS = 250;
const SPEEDS = { slowest: 0.25, fastest: 8 };
/** What may be seen of a match that runs is asked this often, while the picture is behind. */
const LISTING_MS = 2000;

/** A match that is watched: live over a `spectate` room, and from its sealed segments where the picture is behind or the match over. */
export class WatchedBroadcast<W extends World> extends WatchedPicture<W> implements WatchedMatch<W> {
  breaks = 0;
  speed = 1;
  running: boolean;
  readonly tickHz: number;
  readonly #game: AnyGame;
  readonly #line: WatchedLine | undefined;
  readonly #live: WatchedLive<W>;
  readonly #sealed: WatchedSealed<W>;
  readonly #listeners = new WatchedListeners();
  readonly #moments = new WatchedMoments();
  #lineSchema: BroadcastSchema<World> | undefined;
  #paused = false;
  #seeks = 0;
  #previews = 0;
  #overSoon = false;
  #failure: (PlaybackStatus & { kind: "failed" }) | undefined;
  #frameMs: number | undefined;
  #askedMs = Number.NEGATIVE_INFINITY;
  #closed = false;

  constructor(options: WatchOptions) {
    const { game, source, live, fromTick } = options;
    const reader = new WatchedLive<W>(game);
    super(reader);
    this.#game = game;
    this.#sealed = new WatchedSealed(game, source, (listing) => this.#listed(listing));
    this.tickHz = game.tickHz;
    this.running = live !== undefined;
    this.#live = reader;
    if (live) {
      const { client, ...spectate } = live;
      this.#line = new WatchedLine(client, spectate, {
        opened: (decoder) => this.#try(() => this.#lineOpened(decoder)),
        frame: (frame) => this.#live.push(frame, performance.now()) || this.#ending(),
        moment: (moment) => this.#moments.add([moment]),
        ended: () => this.#ending(),
        refused: (code, message) => void this.#refused(code, message),
      });
    }
    if (live && fromTick === undefined) void this.#sealed.open();
    else void this.seek(fromTick ?? Number.NEGATIVE_INFINITY);
  }

  get status(): PlaybackStatus {
    if (this.#failure) return this.#failure;
    if (!this.ready) return { kind: "loading" };
    if (this.#over) return { kind: "ended" };
    if (this.#paused) return { kind: "paused" };
    if (this.shown === this.#live) return { kind: this.#live.stalled ? "loading" : this.#live.atEdge ? "live" : "playing" };
    return { kind: this.#sealed.now?.waiting ? "loading" : "playing" };
  }

  get range(): { readonly first: number; readonly last: number } {
    const sealed = this.#sealed.now?.segments;
    const first = sealed && sealed.listing.segments.length > 0 ? sealed.first : this.#live.first;
    return { first, last: Math.max(first, sealed?.last ?? 0, this.#live.last) };
  }

  get cut(): boolean {
    return this.#sealed.now?.segments.listing.state === "cut";
  }

  get moments(): readonly TimedMoment[] {
    return this.#moments.list;
  }

  frame(nowMs: number): void {
    const elapsedMs = Math.min(MOST_STEP_MS, Math.max(0, nowMs - (this.#frameMs ?? nowMs)));
    this.#frameMs = nowMs;
    if (this.#failure || this.#closed) return;
    const before = this.tick;
    this.#try(() => {
      if (this.shown === this.#live) this.#frameLive(nowMs, elapsedMs);
      else this.#frameSegments(elapsedMs);
    });
    const moved = this.tick - before;
    if (moved < -0.5 || moved > 2.5 * this.tickHz) this.breaks++;
    if (this.running && (this.#overSoon || this.shown !== this.#live) && nowMs - this.#askedMs > LISTING_MS) {
      this.#askedMs = nowMs;
      void this.#look();
    }
    this.#tell();
  }

  play(): void {
    this.#paused = false;
    if (this.#over) void this.seek(this.range.first);
    this.#tell();
  }

  pause(): void {
    this.#paused = true;
    this.#live.atEdge = false;
    this.#tell();
  }

  setSpeed(speed: number): void {
    this.speed = Math.min(SPEEDS.fastest, Math.max(SPEEDS.slowest, Number.isFinite(speed) ? speed : 1));
    if (this.speed < 1) this.#live.atEdge = false;
    this.#tell();
  }

  step(direction: 1 | -1): void {
    this.pause();
    if (direction === 1) this.#try(() => this.shown.forward());
    else void this.#back();
    this.#tell();
  }

  async seek(tick: number): Promise<void> {
    const seek = ++this.#seeks;
    const wanted = () => seek === this.#seeks && !this.#closed;
    const opened = await this.#sealed.open();
    if (!wanted()) return;
    if (!opened.ok) return this.#unsought(opened.code, opened.message);
    const sealed = opened.value;
    // More is sealed by now than when it was asked last.
    const known = sealed.segments.listing.segments.length > 0;
    if (this.running && (!known || tick > sealed.segments.last)) await this.#sealed.refresh();
    if (!wanted()) return;
    if (sealed.segments.listing.segments.length === 0 && this.running) return this.goLive();
    const { first, last } = this.range;
    const to = Math.min(Math.max(tick, first), last);
    // Younger than what is sealed: only live has it.
    if (to > sealed.segments.last && this.shown === this.#live && this.#live.atEdge) return;
    try {
      const answer = await sealed.seek(Math.min(to, sealed.segments.last), wanted);
      if (!wanted()) return;
      if (!answer.ok) return this.#unsought(answer.code, answer.message);
    } catch (error) {
      return this.#damaged(error);
    }
    this.shown = sealed;
    this.#live.clear();
    this.#line?.pause();
    this.breaks++;
    this.#tell();
  }

  goLive(): void {
    if (!this.running || !this.#line) return;
    this.#seeks++;
    this.#paused = false;
    this.speed = 1;
    if (this.shown === this.#live) this.#live.toEdge();
    else {
      this.#live.clear(this.#lineSchema);
      this.shown = this.#live;
      this.#line.live();
      this.breaks++;
    }
    this.#tell();
  }

  async preview(tick: number): Promise<World | undefined> {
    const preview = ++this.#previews;
    const opened = await this.#sealed.open();
    // Of many that are asked for while a finger slides, the newest counts.
    if (!opened.ok || preview !== this.#previews || this.#closed) return undefined;
    return opened.value.preview(tick).catch(() => undefined);
  }

  follow(seat: number | null): void {
    this.seat = seat;
    this.#line?.follow(seat);
  }

  on(listener: () => void): () => void {
    return this.#listeners.on(listener);
  }

  close(): void {
    this.#closed = true;
    this.#line?.close();
    this.#listeners.clear();
  }

  /** All that there will ever be was drawn. */
  get #over(): boolean {
    if (this.running) return false;
    return this.shown === this.#live ? this.tick >= this.range.last : this.#sealed.now?.finished === true;
  }

  #frameLive(nowMs: number, elapsedMs: number): void {
    const live = this.#live;
    if (!this.#paused) live.advance(nowMs, elapsedMs, this.speed);
    const { now } = this.#sealed;
    // What is further behind than is kept, and the rest of a match that is over, is in the segments.
    if (now && this.ready && (live.tooFarBehind || (!this.running && this.tick >= live.last && now.segments.last > live.last)))
      void this.seek(this.tick);
  }

  #frameSegments(elapsedMs: number): void {
    const sealed = this.#sealed.now;
    if (!sealed) return;
    if (!this.#paused) sealed.advance((elapsedMs * this.speed * this.tickHz) / 1000);
    if (sealed.failure) this.#fail(sealed.failure.code, sealed.failure.message);
    // Who caught up with a match that runs sees it live.
    if (this.running && !this.#paused && sealed.cursor >= sealed.segments.last) this.goLive();
  }

  async #back(): Promise<void> {
    const { now } = this.#sealed;
    if (this.shown !== now) await this.seek(this.tick);
    const before = await this.#sealed.now?.before().catch((error: unknown) => this.#damaged(error));
    if (before !== undefined && this.#paused) await this.seek(before);
  }

  #lineOpened(decoder: Decoder): void {
    this.#lineSchema = new BroadcastSchema(this.#game, decoder);
    if (this.shown === this.#live) this.#live.open(this.#lineSchema);
  }

  async #look(): Promise<void> {
    const answer = await this.#sealed.refresh();
    // Where segments are not for us, the line alone says that it is over.
    if (!answer.ok && this.#overSoon) this.#stop();
  }

  #listed({ moments, state }: BroadcastListing): void {
    this.#moments.add(moments);
    if (state !== "live") this.#stop();
    this.#tell();
  }

  /** Nothing new comes over the line: the rest, and that there is no more, is in the segments. */
  #ending(): void {
    this.#overSoon = true;
    this.#line?.pause();
  }

  #stop(): void {
    this.running = false;
    this.#line?.close();
  }

  /** The server does not give it: what cannot be watched live may be there as a whole. */
  #refused(code: string, message: string): void {
    this.#stop();
    if (this.shown !== this.#live) return;
    void this.#sealed.open().then((opened) => {
      if (opened.ok) void this.seek(Number.NEGATIVE_INFINITY);
      else this.#fail(code, message);
    });
  }

  /** What is live goes on being so where its past cannot be had. */
  #unsought(code: string, message: string): void {
    if (isPassing(code) || (this.running && this.shown === this.#live)) return;
    this.#fail(code, message);
  }

  #try(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#damaged(error);
    }
  }

  #damaged(error: unknown): void {
    if (!(error instanceof RangeError)) throw error;
    this.#fail("replay/damaged", error.message);
  }

  #fail(code: string, detail: string): void {
    if (this.#closed || this.#failure) return;
    this.#failure = { kind: "failed", code, detail };
    this.#line?.close();
    this.#tell();
  }

  /** A range that grows with each patch is told twice a second. */
  #tell(): void {
    const { first, last } = this.range;
    this.#listeners.tell(this.status.kind, first, Math.floor((2 * last) / this.tickHz), this.running, this.cut, this.speed, this.moments.length);
  }
}
