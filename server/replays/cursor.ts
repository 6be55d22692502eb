import type { Broadcast } from "./broadcast.ts";
import type { Chunk } from "./chunk.ts";
import { fullStateOf, type WireFrame } from "./wire-frame.ts";

/** A place in a broadcast; `count` frames of its chunk are behind it. */
export class Cursor {
  readonly #broadcast: Broadcast;
  #chunk: Chunk;
  #count: number;
  /** The chunk that comes next: entered with its first frame, so that there is always a full state behind. */
  #ahead: Chunk | undefined;
  #shownTick: number | undefined;
  #state: Buffer | undefined;
  #loading = false;

  constructor(broadcast: Broadcast, chunk: Chunk, count: number) {
    this.#broadcast = broadcast;
    this.#chunk = chunk;
    this.#count = count;
    this.#shownTick = chunk.frames.slice(0, count).findLast(isState)?.tick;
  }

  /** The tick of the state that all frames behind come to; undefined before the first. */
  get shownTick(): number | undefined {
    return this.#shownTick;
  }

  /** The frame that comes next; undefined where there is none, or none yet. */
  get next(): WireFrame | undefined {
    const here = this.#chunk.frames[this.#count];
    if (here) return here;
    const after = this.#broadcast.chunkAfter(this.#chunk.firstTick);
    if (after === undefined) return undefined;
    this.#ahead = this.#broadcast.peek(after);
    if (!this.#ahead) this.#load(after);
    return this.#ahead?.frames[0];
  }

  /** True where nothing comes after this. */
  get ended(): boolean {
    return this.last?.kind === "end" || (this.#broadcast.over && !this.#loading && this.next === undefined && this.#isLast);
  }

  get last(): WireFrame | undefined {
    return this.#chunk.frames[this.#count - 1];
  }

  /** The frames of its chunk that are behind it: a full state first. */
  get behind(): readonly WireFrame[] {
    return this.#chunk.frames.slice(0, this.#count);
  }

  get tick(): number {
    return this.last?.tick ?? this.#chunk.firstTick;
  }

  get atMs(): number {
    return this.last?.atMs ?? this.#chunk.firstMs;
  }

  /** Goes past `next`. */
  advance(): void {
    const passed = this.next;
    if (!passed) return;
    if (this.#count >= this.#chunk.frames.length && this.#ahead) {
      this.#chunk = this.#ahead;
      this.#count = 0;
      this.#ahead = undefined;
    }
    this.#count++;
    if (!isState(passed)) return;
    this.#shownTick = passed.tick;
    this.#state = undefined;
  }

  /** Everything up to here as one full state, made once. */
  fullState(): Buffer {
    this.#state ??= fullStateOf(this.#chunk.frames, this.#count);
    return this.#state;
  }

  get #isLast(): boolean {
    return this.#broadcast.chunkAfter(this.#chunk.firstTick) === undefined;
  }

  #load(firstTick: number): void {
    if (this.#loading) return;
    this.#loading = true;
    const done = () => {
      this.#loading = false;
    };
    this.#broadcast.load(firstTick).then(done, done);
  }
}

function isState({ kind }: WireFrame): boolean {
  return kind === "state" || kind === "patch";
}
