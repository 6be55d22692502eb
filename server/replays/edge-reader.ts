import type { Broadcast } from "./broadcast.ts";
import { Cursor } from "./cursor.ts";
import type { WireFrame } from "./wire-frame.ts";

/** A reader looks again after at most so long, whatever it waits for. */
const MAX_WAIT_MS = 50;

export interface EdgeListener {
  /** All that may be seen already: from the newest full state on. Called once, before the first frame. */
  begin?(behind: readonly WireFrame[]): void;
  /** Each frame after that; `tickBefore` is that of the state before it. */
  frame(frame: WireFrame, tickBefore: number | undefined): void;
  /** Once, after all: also where the end is missing, because a process died. */
  ended?(): void;
}

/** Follows a broadcast at its live edge: gives each frame, in order and once, when spectators may see it and no sooner. */
export class EdgeReader {
  readonly #broadcast: Broadcast;
  readonly #extraMs: number;
  readonly #listener: EdgeListener;
  readonly #ignore: () => void;
  #cursor: Cursor | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #reading = false;

  constructor(broadcast: Broadcast, extraMs: number, listener: EdgeListener) {
    this.#broadcast = broadcast;
    this.#extraMs = extraMs;
    this.#listener = listener;
    this.#ignore = broadcast.onNews(() => this.#soon(0));
  }

  /** Undefined until something may be seen. */
  get cursor(): Cursor | undefined {
    return this.#cursor;
  }

  /** Begins with the newest full state that may be seen, and all after it, at once. */
  async start(): Promise<void> {
    await this.#find();
    this.#read();
  }

  stop(): void {
    this.#stopped = true;
    this.#ignore();
    clearTimeout(this.#timer);
  }

  async #find(): Promise<void> {
    const newest = this.#broadcast.newestReleased(this.#extraMs);
    if (newest === undefined) return;
    const chunk = await this.#broadcast.load(newest);
    if (!chunk || this.#cursor || this.#stopped) return;
    const cursor = new Cursor(this.#broadcast, chunk, 1);
    for (let next = cursor.next; next && this.#due(next) && next.kind !== "end"; next = cursor.next) cursor.advance();
    this.#cursor = cursor;
    this.#listener.begin?.(cursor.behind);
  }

  #read(): void {
    if (this.#stopped || this.#reading) return;
    this.#reading = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#cursor) this.#begin();
    const cursor = this.#cursor;
    let next = cursor?.next;
    while (cursor && next && this.#due(next)) {
      const before = cursor.shownTick;
      cursor.advance();
      this.#listener.frame(next, before);
      next = cursor.next;
    }
    this.#reading = false;
    if (cursor?.ended) this.#end();
    else this.#soon(next ? this.#broadcast.waitMs(next.atMs, this.#extraMs) : MAX_WAIT_MS);
  }

  #end(): void {
    this.stop();
    this.#listener.ended?.();
  }

  /** The first frame of all is a full state like any other: it is given. */
  #begin(): void {
    const newest = this.#broadcast.newestReleased(this.#extraMs);
    const chunk = newest === undefined ? undefined : this.#broadcast.peek(newest);
    if (chunk) this.#cursor = new Cursor(this.#broadcast, chunk, 0);
    // What cannot be had now is asked for again.
    else if (newest !== undefined) this.#broadcast.load(newest).catch(() => {});
  }

  #due(frame: WireFrame): boolean {
    return this.#broadcast.waitMs(frame.atMs, this.#extraMs) <= 0;
  }

  #soon(waitMs: number): void {
    if (this.#stopped || this.#reading) return;
    if (this.#timer && waitMs > 0) return;
    clearTimeout(this.#timer);
    if (waitMs <= 0) {
      this.#timer = setTimeout(() => this.#again(), 0);
    } else this.#timer = setTimeout(() => this.#again(), Math.min(MAX_WAIT_MS, Math.ceil(waitMs)));
  }

  #again(): void {
    this.#timer = undefined;
    this.#read();
  }
}
