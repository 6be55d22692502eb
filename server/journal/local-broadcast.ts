import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type BroadcastFrame, type BroadcastHead, encodeFrame } from "../../rooms/lib/broadcast.ts";
import { AppendFile } from "./append-file.ts";
import type { JournalStream } from "./journal.ts";
import { OpenSegment } from "./open-segment.ts";
import { Tails } from "./tails.ts";

const compress = promisify(gzip);

/**
 * Writes the broadcast of one match into its folder: `tail.N` holds the frames of segment N until its gzip is in `segments`
 * and its entry in `index`, one JSON a line after that of the head. Whatever moment a process dies at, all frames are in one of them.
 */
export class LocalBroadcast implements JournalStream<BroadcastFrame> {
  readonly #dir: string;
  readonly #index: AppendFile;
  readonly #segments: AppendFile;
  readonly #tails = new Tails();
  readonly #closedNow: () => void;
  #tail: AppendFile | undefined;
  #open: OpenSegment | undefined;
  #n = 0;
  #ended = false;
  #sealing: Promise<void> = Promise.resolve();
  #closed: Promise<void> | undefined;

  constructor(dir: string, head: BroadcastHead, closed: () => void) {
    this.#dir = dir;
    this.#closedNow = closed;
    this.#index = new AppendFile(join(dir, "index"));
    this.#segments = new AppendFile(join(dir, "segments"));
    this.#line({ head });
  }

  append(frame: BroadcastFrame): void {
    if (this.#closed) return;
    if (frame.kind === "state" || !this.#open || !this.#tail) this.#next();
    const bytes = encodeFrame(frame);
    this.#open?.add(frame, bytes);
    this.#tail?.append(bytes);
    if (frame.kind === "end") this.#ended = true;
    this.#tails.give(frame);
  }

  tail(listener: (frame: BroadcastFrame) => void): () => void {
    return this.#tails.add(listener, this.#open?.frames ?? []);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#seal();
    const sealed = await Promise.allSettled([this.#sealing]);
    if (this.#ended && sealed[0].status === "fulfilled") this.#line({ end: true });
    const files = await Promise.allSettled([this.#index.close(), this.#segments.close()]);
    this.#closedNow();
    for (const part of [...sealed, ...files]) if (part.status === "rejected") throw part.reason;
  }

  #next(): void {
    this.#seal();
    this.#open = new OpenSegment(this.#n);
    this.#tail = new AppendFile(join(this.#dir, `tail.${this.#n}`));
    this.#n++;
  }

  #seal(): void {
    const segment = this.#open?.full();
    const tail = this.#tail;
    this.#open = undefined;
    this.#tail = undefined;
    if (!segment || !tail) return;
    this.#sealing = this.#sealing.then(async () => {
      await tail.close();
      const bytes = await compress(segment.raw);
      this.#segments.append(bytes);
      await this.#segments.written();
      this.#line({ segment: { ...segment.entry, bytes: bytes.length }, moments: segment.moments });
      await this.#index.written();
      await rm(join(this.#dir, `tail.${segment.entry.n}`), { force: true });
    });
    this.#sealing.catch(() => {});
  }

  #line(value: object): void {
    this.#index.append(Buffer.from(`${JSON.stringify(value)}\n`));
  }
}
