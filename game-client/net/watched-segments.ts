import type { AnyGame, World } from "../../rooms/lib/game.ts";
import type { BroadcastSchema } from "./broadcast-schema.ts";
import type { BroadcastSegments, Frames } from "./broadcast-segments.ts";
import type { Answer } from "./request.ts";
import { isStateFrame, type StateFrame, WatchedReel } from "./watched-reel.ts";

/** Draws the sealed segments of a broadcast, from any tick on. */
export class WatchedSegments<W extends World> {
  readonly segments: BroadcastSegments;
  readonly schema: BroadcastSchema<W>;
  reel: WatchedReel<W> | undefined;
  cursor = 0;
  /** What follows has not come yet. */
  waiting = false;
  /** All that there is was drawn. */
  finished = false;
  /** Why it never will. */
  failure: { readonly code: string; readonly message: string } | undefined;
  readonly #game: AnyGame;
  #n = 0;
  #next = 0;

  constructor(game: AnyGame, segments: BroadcastSegments, schema: BroadcastSchema<W>) {
    this.#game = game;
    this.segments = segments;
    this.schema = schema;
  }

  /** Draws `ticks` more, as far as there is something; throws RangeError where the bytes are damaged. */
  advance(ticks: number): void {
    const { reel } = this;
    if (!reel) return;
    const target = Math.min(this.cursor + ticks, this.segments.last);
    this.waiting = false;
    this.finished = target >= this.segments.last;
    while (reel.tick < target) {
      const frame = this.#take();
      if (!frame) {
        this.finished = this.#atEnd;
        this.waiting = !this.finished;
        break;
      }
      reel.apply(frame);
    }
    this.cursor = Math.min(target, Math.max(this.cursor, reel.tick));
  }

  /** One state on, where it is here. */
  forward(): void {
    const { reel } = this;
    if (!reel) return;
    const { tick } = reel;
    // The state at the beginning of a segment is that of the patch before.
    while (this.cursor >= tick && reel.tick === tick) {
      const frame = this.#take();
      if (!frame) break;
      reel.apply(frame);
    }
    this.cursor = reel.tick;
    this.finished = this.cursor >= this.segments.last || this.#atEnd;
  }

  /** Goes to `tick`; `wanted` says whether it is still to be shown once its segments are here. Throws RangeError as well. */
  async seek(tick: number, wanted: () => boolean): Promise<Answer<undefined>> {
    const led = await leadTo(this.segments, tick);
    if (!led.ok) return led;
    if (!wanted()) return { ok: true, value: undefined };
    this.reel = this.#reelOf(led.value.frames);
    this.#n = led.value.n;
    this.#next = led.value.next;
    this.segments.prefetch(this.#n);
    this.cursor = Math.min(Math.max(tick, this.segments.first), this.reel.tick);
    this.waiting = false;
    this.finished = this.cursor >= this.segments.last;
    return { ok: true, value: undefined };
  }

  /** When the last state before the one that is drawn was; undefined where there is none. */
  async before(): Promise<number | undefined> {
    let entry = this.segments.at(this.cursor);
    if (entry && entry.firstTick >= this.cursor) entry = this.segments.listing.segments[entry.n - 1];
    const answer = entry && (await this.segments.frames(entry.n));
    return answer?.ok ? answer.value.findLast((frame) => isStateFrame(frame) && frame.tick < this.cursor)?.tick : undefined;
  }

  /** The state at `tick`, beside what is drawn; undefined where it cannot be had. */
  async preview(tick: number): Promise<W | undefined> {
    const led = await leadTo(this.segments, tick);
    return led.ok ? this.#reelOf(led.value.frames).state : undefined;
  }

  get #atEnd(): boolean {
    const frames = this.segments.ready(this.#n);
    return frames !== undefined && this.#next >= frames.length && this.#n + 1 >= this.segments.listing.segments.length;
  }

  #reelOf(frames: readonly StateFrame[]): WatchedReel<W> {
    const reel = new WatchedReel<W>(this.#game, this.schema);
    for (const frame of frames) reel.apply(frame);
    return reel;
  }

  /** The next frame; undefined where it has not come yet, or where there is none. */
  #take(): StateFrame | undefined {
    for (;;) {
      const frames = this.segments.ready(this.#n);
      if (!frames) {
        this.#want(this.#n);
        return undefined;
      }
      this.segments.prefetch(this.#n);
      while (this.#next < frames.length) {
        const frame = frames[this.#next++];
        if (frame && isStateFrame(frame)) return frame;
      }
      if (this.#n + 1 >= this.segments.listing.segments.length) return undefined;
      this.#n++;
      this.#next = 0;
    }
  }

  #want(n: number): void {
    void this.segments.frames(n).then((answer) => {
      if (!answer.ok && n === this.#n && !isPassing(answer.code)) this.failure = answer;
    });
  }
}

/** Whether asking again makes sense. */
export function isPassing(code: string): boolean {
  return code === "away" || code === "journal/too-young" || code === "request/too-many" || code.startsWith("server/");
}

interface Lead {
  readonly frames: StateFrame[];
  n: number;
  next: number;
}

/** What has to be applied, a full state first, to stand at `tick`: up to the first state at or after it. */
async function leadTo(segments: BroadcastSegments, tick: number): Promise<Answer<Lead>> {
  const entry = segments.at(tick);
  if (!entry) return { ok: false, code: "replay/empty", message: "the match has no segment" };
  const lead: Lead = { frames: [], n: entry.n, next: 0 };
  const answer = await segments.frames(entry.n);
  if (!answer.ok) return answer;
  if (take(lead, answer.value, tick) || entry.n + 1 >= segments.listing.segments.length) return { ok: true, value: lead };
  // Between the last state of a segment and the first of the next one.
  const after = await segments.frames(entry.n + 1);
  if (!after.ok) return after;
  Object.assign(lead, { n: entry.n + 1, next: 0 });
  take(lead, after.value, tick);
  return { ok: true, value: lead };
}

function take(lead: Lead, frames: Frames, tick: number): boolean {
  for (const frame of frames) {
    lead.next++;
    if (!isStateFrame(frame)) continue;
    lead.frames.push(frame);
    if (frame.tick >= tick) return true;
  }
  return false;
}
