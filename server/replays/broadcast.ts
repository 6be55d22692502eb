import type { BroadcastFrame, BroadcastHead, BroadcastIndex, SegmentEntry } from "../../rooms/lib/broadcast.ts";
import type { MatchId } from "../ids.ts";
import type { StopTail } from "../journal/journal.ts";
import { isJournalDamaged } from "../lib/journal-damaged.ts";
import { BroadcastClock } from "./broadcast-clock.ts";
import type { BroadcastSource, FoundBroadcast } from "./broadcast-source.ts";
import type { ByteCache } from "./byte-cache.ts";
import { Chunk, chunkOf } from "./chunk.ts";
import { FreshIndex } from "./fresh-index.ts";
import { checkSchema } from "./watched-state.ts";

/** Chunks stay in memory for so long after they were sealed: those who watch live at no more delay never load one. */
const KEEP_MS = 20_000;
/** Longer than any pause between two patches: so much between two chunks means that one is still being sealed. */
const HOLE_MS = 1500;
const SEALED_WITHIN_MS = 5000;
/** A live broadcast that gives nothing for so long may have lost its writer. */
const SILENT_MS = 10_000;
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
  readonly #index: FreshIndex;
  #tail: Chunk[] = [];
  #stop: StopTail | undefined;
  #ended = false;
  #wasCut = false;
  /** First ticks of the chunks that cannot be read: they are passed over. */
  readonly #damaged = new Set<number>();
  readonly #openedMs = performance.now();
  #heardMs = performance.now();

  private constructor({ source, match, index, delayMs, shownDelayMs }: FoundBroadcast, cache: ByteCache<Chunk>) {
    this.match = match;
    this.head = index.head;
    this.delayMs = delayMs;
    this.shownDelayMs = shownDelayMs;
    this.#source = source;
    this.#index = new FreshIndex(
      index,
      () => source.index(match),
      () => this.#tell(),
    );
    this.#cache = cache;
  }

  /** Throws AppError `journal/damaged` where its states can be decoded by nobody. */
  static async open(found: FoundBroadcast, cache: ByteCache<Chunk>): Promise<Broadcast> {
    checkSchema(found.index.head.schema);
    const broadcast = new Broadcast(found, cache);
    const isLive = found.index.state === "live";
    if (isLive) broadcast.#stop = await found.source.tail(found.match, (frame) => broadcast.#hear(frame));
    if (isLive && !broadcast.#stop) await broadcast.#index.read();
    if (!broadcast.#stop) broadcast.#over();
    if (broadcast.chunkAt(0) === undefined) await broadcast.#firstNews();
    return broadcast;
  }

  /** True where nothing more will come. */
  get over(): boolean {
    return this.#ended;
  }

  /** What was taken for over was not: it goes on, or went on to its end. Who comes from now on needs another. */
  get outdated(): boolean {
    return this.#wasCut && this.#index.now.state !== "cut";
  }

  /** How long a spectator who waits for `extraMs` more than all has to wait for what was written at `atMs`; 0 or less where it may be seen. */
  waitMs(atMs: number, extraMs = 0): number {
    const delayMs = this.delayMs + extraMs;
    // What another server gives has waited there.
    return delayMs === 0 ? 0 : delayMs - this.#ageMs(atMs);
  }

  /** Called whenever there is something new; returns what ends that. */
  onNews(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What a spectator may know of: sealed segments that are old enough, and the moments in them. */
  async releasedIndex(): Promise<BroadcastIndex> {
    await this.#index.refresh();
    const { head, segments, moments, state } = this.#index.now;
    const shown = segments.filter(({ lastMs }) => this.waitMs(lastMs) <= 0);
    const lastTick = shown.at(-1)?.lastTick ?? -1;
    const all = this.#ended && state !== "live" && shown.length === segments.length;
    return { head, segments: shown, moments: moments.filter(({ tick }) => tick <= lastTick), state: all ? state : "live" };
  }

  /** The gzip of a segment that is sealed and old enough. */
  async releasedSegment(n: number): Promise<Uint8Array | undefined> {
    if (!this.has(n)) await this.#index.refresh();
    const entry = this.#index.now.segments[n];
    return entry && this.waitMs(entry.lastMs) <= 0 ? this.#source.segment(this.match, n) : undefined;
  }

  /** True where segment `n` is sealed, old enough or not. */
  has(n: number): boolean {
    return this.#index.now.segments[n] !== undefined;
  }

  /** False for the last segment of what is cut: whoever wrote it may have been silent, and go on. */
  isSettled(n: number): boolean {
    const { state, segments } = this.#index.now;
    return state !== "cut" || n < segments.length - 1;
  }

  /** The chunk that holds `tick`, else the first that can be read. */
  chunkAt(tick: number): number | undefined {
    const inTail = this.#tail.findLast(({ firstTick }) => firstTick <= tick);
    const segments = this.#readable;
    const sealed = segments.findLast(({ firstTick }) => firstTick <= tick);
    return (inTail ?? sealed ?? segments[0] ?? this.#tail[0])?.firstTick;
  }

  /** The chunk after the one that begins with `tick`; undefined where it is not known yet. */
  chunkAfter(tick: number): number | undefined {
    const sealed = this.#readable.find(({ firstTick }) => firstTick > tick);
    const inTail = this.#tail.find(({ firstTick }) => firstTick > tick);
    if (!inTail) return sealed?.firstTick;
    if (sealed && sealed.firstTick <= inTail.firstTick) return sealed.firstTick;
    if (this.#isHole(tick, inTail)) {
      void this.#index.refresh();
      return undefined;
    }
    return inTail.firstTick;
  }

  /** The newest chunk whose beginning a spectator may see. */
  newestReleased(extraMs: number): number | undefined {
    const isOld = ({ firstMs }: Chunk | SegmentEntry) => this.waitMs(firstMs, extraMs) <= 0;
    return (this.#tail.findLast(isOld) ?? this.#readable.findLast(isOld))?.firstTick;
  }

  /** A chunk that is in memory. */
  peek(firstTick: number): Chunk | undefined {
    return this.#tail.find((chunk) => chunk.firstTick === firstTick) ?? this.#cache.peek(this.#key(firstTick));
  }

  /** Undefined where it is neither in memory nor sealed, or cannot be read. */
  async load(firstTick: number): Promise<Chunk | undefined> {
    const there = this.peek(firstTick);
    if (there) return there;
    const entry = this.#index.from(firstTick);
    if (!entry || this.#damaged.has(firstTick)) return undefined;
    try {
      const loaded = await this.#cache.get(this.#key(firstTick), async () => {
        const bytes = await this.#source.segment(this.match, entry.n);
        return bytes && chunkOf(bytes);
      });
      if (loaded) this.#tell();
      return loaded;
    } catch (error) {
      if (!isJournalDamaged(error)) throw error;
      this.#damaged.add(firstTick);
      this.#tell();
      return undefined;
    }
  }

  /** False where it is over and nothing of it can be read. */
  async isReadable(): Promise<boolean> {
    for (let first = this.chunkAt(0); this.#ended; first = this.chunkAt(0)) {
      if (first === undefined) return false;
      // One that was damaged is passed over from now on.
      if ((await this.load(first)) || !this.#damaged.has(first)) return true;
    }
    return true;
  }

  /** True where the chunk was loaded and cannot be read. */
  isDamaged(firstTick: number): boolean {
    return this.#damaged.has(firstTick);
  }

  /** Looks after a writer that fell silent; call it now and then. */
  check(): void {
    if (this.#index.now.state === "cut") void this.#index.read();
    if (this.#ended || performance.now() - this.#heardMs < SILENT_MS) return;
    this.#heardMs = performance.now();
    void this.#index.read().then(() => {
      if (this.#index.now.state !== "live") this.#over();
    });
  }

  close(): void {
    this.#stop?.();
    this.#listeners.clear();
  }

  #hear(frame: BroadcastFrame): void {
    this.#heardMs = performance.now();
    this.#clock.saw(frame.atMs, this.#heardMs);
    if (frame.kind === "state") {
      this.#forget();
      this.#tail.push(new Chunk());
    }
    this.#tail.at(-1)?.add(frame);
    if (frame.kind === "end") {
      this.#ended = true;
      void this.#index.read();
    }
    this.#tell();
  }

  #forget(): void {
    const [first, second] = this.#tail;
    if (!first || !second || this.#ageMs(second.firstMs) < this.delayMs + KEEP_MS) return;
    if (this.#index.from(first.firstTick)) this.#tail.shift();
    else void this.#index.refresh();
  }

  #isHole(tick: number, next: Chunk): boolean {
    const entry = this.#index.from(tick);
    const inTail = this.#tail.some(({ firstTick }) => firstTick === tick);
    return !inTail && entry !== undefined && next.firstMs - entry.lastMs > HOLE_MS && performance.now() - this.#openedMs < SEALED_WITHIN_MS;
  }

  /** Nobody writes any more. Without a tail the age of the end is known by clocks of two machines alone, else counted from now. */
  #over(): void {
    this.#ended = true;
    this.#wasCut = this.#index.now.state === "cut";
    const lastMs = this.#index.now.segments.at(-1)?.lastMs ?? 0;
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

  get #readable(): readonly SegmentEntry[] {
    const { segments } = this.#index.now;
    return this.#damaged.size === 0 ? segments : segments.filter(({ firstTick }) => !this.#damaged.has(firstTick));
  }

  #ageMs(atMs: number): number {
    return this.#clock.ageMs(atMs, performance.now());
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #key(firstTick: number): string {
    // What was cut may go on: the same segment is longer then.
    return `${this.match}:${firstTick}:${this.#index.from(firstTick)?.rawBytes}`;
  }
}
