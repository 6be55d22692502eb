import { join } from "node:path";
import type { BroadcastFrame, BroadcastHead } from "../../rooms/lib/broadcast.ts";
import { AppendFile } from "./append-file.ts";
import { compressSegment } from "./compress-segment.ts";
import type { JournalStream } from "./journal.ts";
import type { JournalTrouble } from "./journal-trouble.ts";
import { type FullSegment, OpenSegment } from "./open-segment.ts";
import { Tails } from "./tails.ts";
import type { WriteTurns } from "./write-turns.ts";

export interface LocalBroadcastOptions {
  readonly dir: string;
  readonly head: BroadcastHead;
  readonly turns: WriteTurns;
  readonly trouble: JournalTrouble | undefined;
  /** It is closed. */
  over(): void;
}

/**
 * Writes the broadcast of one match into its folder. `tail` holds the frames of all segments until the broadcast is whole;
 * `segments` those that are sealed, gzip, back to back; `index` a line for the head, one for each sealed segment with where
 * the tail goes on after it, and one for the end. Whatever moment a process dies at, every frame is in the one or the other.
 */
export class LocalBroadcast implements JournalStream<BroadcastFrame> {
  readonly #match: string;
  readonly #trouble: JournalTrouble | undefined;
  readonly #over: () => void;
  readonly #turns: WriteTurns;
  readonly #index: AppendFile;
  readonly #segments: AppendFile;
  readonly #tail: AppendFile;
  readonly #listeners = new Tails();
  /** Of the open segment, since the last turn. */
  readonly #waiting: BroadcastFrame[] = [];
  #open: OpenSegment | undefined;
  #n = 0;
  #ended = false;
  #error: Error | undefined;
  #sealing: Promise<void> = Promise.resolve();
  #closed: Promise<void> | undefined;

  constructor({ dir, head, turns, trouble, over }: LocalBroadcastOptions) {
    this.#match = head.matchId;
    this.#trouble = trouble;
    this.#over = over;
    this.#turns = turns;
    const file = (name: string) => new AppendFile(join(dir, name), turns, (error) => this.#fail(error));
    this.#index = file("index");
    this.#segments = file("segments");
    this.#tail = file("tail");
    this.#line({ head });
  }

  /** Who reads along gets each frame even where it cannot be stored. */
  append(frame: BroadcastFrame): void {
    if (this.#closed) return;
    if (frame.kind === "state" || !this.#open) this.#next();
    if (this.#waiting.push(frame) === 1) this.#turns.add(this);
    if (frame.kind === "end") this.#ended = true;
    this.#listeners.give(frame);
  }

  tail(listener: (frame: BroadcastFrame) => void): () => void {
    this.flush();
    return this.#listeners.add(listener, this.#open?.frames ?? []);
  }

  /** Encodes what waits: the tail writes it in the same turn. */
  flush(): void {
    for (const frame of this.#waiting.splice(0)) {
      const bytes = this.#open?.add(frame);
      if (bytes) this.#tail.append(bytes);
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#seal();
    await this.#sealing;
    if (this.#ended) this.#line({ end: true });
    for (const file of [this.#index, this.#segments, this.#tail]) file.close();
    if (this.#ended && !this.#error) this.#tail.remove();
    this.#over();
    if (this.#error) throw this.#error;
    this.#trouble?.stored();
  }

  #next(): void {
    this.#seal();
    this.#open = new OpenSegment(this.#n++);
  }

  #seal(): void {
    this.flush();
    const segment = this.#open?.full();
    const tail = this.#tail.length;
    this.#open = undefined;
    if (segment && !this.#error) this.#sealing = this.#sealing.then(() => this.#store(segment, tail));
  }

  /** `tail` is where the next segment begins in the tail. */
  async #store({ entry, raw, moments }: FullSegment, tail: number): Promise<void> {
    const bytes = await compressSegment(raw);
    if (this.#error) return;
    this.#segments.append(bytes);
    this.#segments.flush();
    // Who finds it in the index finds it there.
    this.#line({ segment: { ...entry, bytes: bytes.length }, moments, tail });
  }

  #line(value: object): void {
    if (this.#error) return;
    this.#index.append(Buffer.from(`${JSON.stringify(value)}\n`));
    this.#index.flush();
  }

  /** From here on it is cut. */
  #fail(error: Error): void {
    if (this.#error) return;
    this.#error = error;
    this.#trouble?.failed("broadcast", this.#match, error);
  }
}
