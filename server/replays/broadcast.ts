import type { BroadcastFrame, BroadcastHead, BroadcastIndex, SegmentEntry } from "../../rooms/lib/broadcast.ts";
import type { MatchId } from "../ids.ts";
import type { StopTail } from "../journal/journal.ts";
import { BroadcastClock } from "./broadcast-clock.ts";
import type { BroadcastSource, FoundBroadcast } from "./broadcast-source.ts";
import type { ByteCache } from "./byte-cache.ts";
import { Chunk, chunkOf } from "./chunk.ts";
import type { WireFrame } from "./wire-frame.ts";

/** Chunks stay in memory for so long after they were sealed: those who watch live at no more delay never load one. */
const KEEP_MS = 20_000;
/** The index is read again at most so often. */
const REFRESH_MS = 500;
/** Longer than any pause between two patches: so much between two chunks means that one is still being sealed. */
const HOLE_MS = 1500;
const SEALED_WITHIN_MS = 5000;
/** A live broadcast that gives nothing for so long may have lost its writer. */
const SILENT_MS = 10_000;
/** What a tail begins with comes at once; what comes later than this was just written. */
const FIRST_BURST_MS = 50;
/** The time of a frame says when its turn began, which on a machine that is far too busy is so much before it was written. */
const MAX_EARLY_MS = 500;
/** What another server has is here within this time, if it has any. */
const FIRST_WITHIN_MS = 3000;
/** Clocks of two machines may differ by this much, and a broadcast that has ended is still counted from its end. */
const CLOCKS_DIFFER_MS = 60_000;

/** One broadcast as this node reads it: one tail and one set of chunks, however many watch. Chunks are known by their first tick. */
export class Broadcast {
  readonly match: MatchId;
  readonly head: BroadcastHead;
  readonly delayMs: number;
  readonly shownDelayMs: number;
  readonly #source: BroadcastSource;
  readonly #cache: ByteCache<Chunk>;
  readonly #clock = new BroadcastClock();
  readonly #listeners = new Set<() => void>();
  #index: BroadcastIndex;
  #tail: Chunk[] = [];
  #stop: StopTail | undefined;
  #ended = false;
  #openedMs = performance.now();
  #heardMs = performance.now();
  #firstHeardMs: number | undefined;
  #refreshedMs = performance.now();
  #refreshing: Promise<void> | undefined;

  private constructor({ source, match, index, delayMs, shownDelayMs }: FoundBroadcast, cache: ByteCache<Chunk>) {
    this.match = match;
    this.head = index.head;
    this.delayMs = delayMs;
    this.shownDelayMs = shownDelayMs;
    this.#source = source;
    this.#index = index;
    this.#cache = cache;
  }

  static async open(found: FoundBroadcast, cache: ByteCache<Chunk>): Promise<Broadcast> {
    const broadcast = new Broadcast(found, cache);
    if (found.index.state === "live") broadcast.#stop = await found.source.tail(found.match, (frame) => broadcast.#hear(frame));
    if (!broadcast.#stop) await broadcast.#refresh(true);
    if (!broadcast.#stop) broadcast.#over();
    if (broadcast.chunkAt(0) === undefined) await broadcast.#firstNews();
    return broadcast;
  }

  /** True where nothing more will come. */
  get over(): boolean {
    return this.#ended;
  }

  /** How long ago a frame was written; never more than it truly is. */
  ageMs(atMs: number): number {
    return this.#clock.ageMs(atMs, performance.now());
  }

  /** True where a spectator may see what was written at `atMs`. */
  released(atMs: number): boolean {
    return this.waitMs({ atMs, heardMs: undefined }, 0) <= 0;
  }

  /** How long a spectator who waits for `extraMs` more than all has to wait for a frame; 0 or less where it may be seen. */
  waitMs({ atMs, heardMs }: Pick<WireFrame, "atMs" | "heardMs">, extraMs: number): number {
    const delayMs = this.delayMs + extraMs;
    if (delayMs === 0) return 0;
    const nowMs = performance.now();
    return heardMs === undefined ? delayMs + MAX_EARLY_MS - this.#clock.ageMs(atMs, nowMs) : delayMs - (nowMs - heardMs);
  }

  /** Called whenever there is something new; returns what ends that. */
  onNews(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What a spectator may know of: sealed segments that are old enough, and the moments in them. */
  async releasedIndex(): Promise<BroadcastIndex> {
    await this.#refresh();
    const { head, segments, moments, state } = this.#index;
    const shown = segments.filter(({ lastMs }) => this.released(lastMs));
    const lastTick = shown.at(-1)?.lastTick ?? -1;
    const all = this.#ended && state !== "live" && shown.length === segments.length;
    return { head, segments: shown, moments: moments.filter(({ tick }) => tick <= lastTick), state: all ? state : "live" };
  }

  /** The gzip of a segment that is sealed and old enough. */
  async releasedSegment(n: number): Promise<Uint8Array | undefined> {
    if (!this.#index.segments[n]) await this.#refresh();
    const entry = this.#index.segments[n];
    return entry && this.released(entry.lastMs) ? this.#source.segment(this.match, n) : undefined;
  }

  /** True where segment `n` is sealed, old enough or not. */
  has(n: number): boolean {
    return this.#index.segments[n] !== undefined;
  }

  /** The chunk that holds `tick`, else the first there is. */
  chunkAt(tick: number): number | undefined {
    const inTail = this.#tail.findLast(({ firstTick }) => firstTick <= tick);
    const sealed = this.#index.segments.findLast(({ firstTick }) => firstTick <= tick);
    return (inTail ?? sealed ?? this.#index.segments[0] ?? this.#tail[0])?.firstTick;
  }

  /** The chunk after the one that begins with `tick`; undefined where it is not known yet. */
  chunkAfter(tick: number): number | undefined {
    const sealed = this.#index.segments.find(({ firstTick }) => firstTick > tick);
    const inTail = this.#tail.find(({ firstTick }) => firstTick > tick);
    if (!inTail) return sealed?.firstTick;
    if (sealed && sealed.firstTick <= inTail.firstTick) return sealed.firstTick;
    if (this.#isHole(tick, inTail)) {
      void this.#refresh();
      return undefined;
    }
    return inTail.firstTick;
  }

  /** The newest chunk whose beginning a spectator may see. */
  newestReleased(extraMs: number): number | undefined {
    const inTail = this.#tail.findLast(({ frames: [first] }) => first && this.waitMs(first, extraMs) <= 0);
    const isOld = ({ firstMs }: SegmentEntry) => this.waitMs({ atMs: firstMs, heardMs: undefined }, extraMs) <= 0;
    return (inTail ?? this.#index.segments.findLast(isOld))?.firstTick;
  }

  /** A chunk that is in memory. */
  peek(firstTick: number): Chunk | undefined {
    return this.#tail.find((chunk) => chunk.firstTick === firstTick) ?? this.#cache.peek(this.#key(firstTick));
  }

  /** Undefined where it is neither in memory nor sealed. */
  async load(firstTick: number): Promise<Chunk | undefined> {
    const there = this.peek(firstTick);
    if (there) return there;
    const entry = this.#index.segments.find((segment) => segment.firstTick === firstTick);
    if (!entry) return undefined;
    const loaded = await this.#cache.get(this.#key(firstTick), async () => {
      const bytes = await this.#source.segment(this.match, entry.n);
      return bytes && chunkOf(bytes);
    });
    this.#tell();
    return loaded;
  }

  /** Looks after a writer that fell silent; call it now and then. */
  check(): void {
    if (this.#ended || performance.now() - this.#heardMs < SILENT_MS) return;
    this.#heardMs = performance.now();
    void this.#refresh(true).then(() => {
      if (this.#index.state !== "live") this.#over();
    });
  }

  close(): void {
    this.#stop?.();
    this.#listeners.clear();
  }

  #hear(frame: BroadcastFrame): void {
    this.#heardMs = performance.now();
    this.#firstHeardMs ??= this.#heardMs;
    this.#clock.saw(frame.atMs, this.#heardMs);
    if (frame.kind === "state") {
      this.#forget();
      this.#tail.push(new Chunk());
    }
    this.#tail.at(-1)?.add(frame, this.#heardMs - this.#firstHeardMs > FIRST_BURST_MS ? this.#heardMs : undefined);
    if (frame.kind === "end") {
      this.#ended = true;
      void this.#refresh(true);
    }
    this.#tell();
  }

  #forget(): void {
    const [first, second] = this.#tail;
    if (!first || !second || this.ageMs(second.firstMs) < this.delayMs + KEEP_MS) return;
    if (this.#sealed(first)) this.#tail.shift();
    else void this.#refresh();
  }

  #sealed(chunk: Chunk): SegmentEntry | undefined {
    return this.#index.segments.find(({ firstTick }) => firstTick === chunk.firstTick);
  }

  #isHole(tick: number, next: Chunk): boolean {
    const entry = this.#index.segments.find(({ firstTick }) => firstTick === tick);
    const inTail = this.#tail.some(({ firstTick }) => firstTick === tick);
    return !inTail && entry !== undefined && next.firstMs - entry.lastMs > HOLE_MS && performance.now() - this.#openedMs < SEALED_WITHIN_MS;
  }

  /** Nobody writes any more. Without a tail the age of the end is known by clocks of two machines alone, else counted from now. */
  #over(): void {
    this.#ended = true;
    const lastMs = this.#index.segments.at(-1)?.lastMs ?? 0;
    const longAgo = Date.now() - this.head.startedAt - lastMs > this.delayMs + CLOCKS_DIFFER_MS;
    this.#clock.saw(lastMs, longAgo ? Number.NEGATIVE_INFINITY : performance.now());
    this.#tell();
  }

  #firstNews(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => done(), FIRST_WITHIN_MS);
      const ignore = this.onNews(() => done());
      const done = () => {
        clearTimeout(timer);
        ignore();
        resolve();
      };
    });
  }

  #refresh(now = false): Promise<void> {
    const settled = this.#index.state !== "live";
    if (settled || (!now && performance.now() - this.#refreshedMs < REFRESH_MS)) return this.#refreshing ?? Promise.resolve();
    this.#refreshing ??= this.#read().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #read(): Promise<void> {
    this.#refreshedMs = performance.now();
    const index = await this.#source.index(this.match).catch(() => undefined);
    if (index) this.#index = index;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #key(firstTick: number): string {
    return `${this.match}:${firstTick}`;
  }
}
