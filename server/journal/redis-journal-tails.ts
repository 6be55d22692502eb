import type { Redis } from "ioredis";
import { type BroadcastFrame, readFrames } from "../../rooms/lib/broadcast.ts";
import type { StopTail } from "./journal.ts";
import type { RedisJournalReader } from "./redis-journal-reader.ts";
import { Tails } from "./tails.ts";

const BLOCK_MS = 2000;
const RETRY_MS = 200;
const AT_ONCE = 1000;

/** One broadcast that somebody here reads along. */
interface Followed {
  readonly tails: Tails;
  /** From the newest full state on. */
  frames: BroadcastFrame[];
  /** Number of the last entry of the stream. */
  last: number;
  /** Frames are missing: nothing is told before the next full state. */
  lost: boolean;
  listeners: number;
}

/** Reads broadcasts along that other nodes write: all of them over one connection, each once, however many listen. */
export class RedisJournalTails {
  readonly #redis: Redis;
  /** Blocks while it waits: nothing else may go over it. */
  readonly #listening: Redis;
  readonly #followed = new Map<string, Followed>();
  #connection: number | undefined;
  #reading: Promise<void> | undefined;
  #closed = false;

  constructor(redis: Redis) {
    this.#redis = redis;
    this.#listening = redis.duplicate({ commandTimeout: BLOCK_MS + 3000 });
    this.#listening.on("error", () => {});
    this.#listening.on("ready", () => {
      this.#connection = undefined;
    });
  }

  /** Calls `listener` with the frames of the stream `key` from its newest full state on; undefined where there is none. */
  async add(key: string, reader: RedisJournalReader, listener: (frame: BroadcastFrame) => void): Promise<StopTail | undefined> {
    const followed = this.#followed.get(key) ?? (await this.#follow(key, reader));
    if (!followed || this.#closed) return undefined;
    this.#followed.set(key, followed);
    followed.listeners++;
    const stop = followed.tails.add(listener, followed.frames);
    let stopped = false;
    return () => {
      if (stopped) return;
      stopped = true;
      stop();
      if (--followed.listeners === 0) this.#followed.delete(key);
    };
  }

  close(): void {
    this.#closed = true;
    this.#followed.clear();
    this.#listening.disconnect();
  }

  async #follow(key: string, reader: RedisJournalReader): Promise<Followed | undefined> {
    const stored = await reader.newest();
    // Two may have asked at once.
    const known = this.#followed.get(key);
    if (known || !stored) return known;
    const followed: Followed = { tails: new Tails(), frames: [], last: 0, lost: false, listeners: 0 };
    for (const { id, bytes } of stored) this.#give(followed, id, bytes, "first");
    this.#followed.set(key, followed);
    if (this.#reading) void this.#wake();
    else this.#reading = this.#read();
    return followed;
  }

  /** Whoever is too slow finds that what comes next is not there any more. */
  #give(followed: Followed, id: string, bytes: Uint8Array, which?: "first"): void {
    const number = Number.parseInt(id, 10);
    followed.lost ||= number !== followed.last + 1 && which !== "first";
    followed.last = number;
    const frames = framesOf(bytes);
    followed.lost ||= !frames;
    for (const frame of frames ?? []) {
      if (frame.kind === "state") {
        followed.frames = [];
        followed.lost = false;
      }
      if (followed.lost) continue;
      followed.frames.push(frame);
      followed.tails.give(frame);
    }
  }

  async #read(): Promise<void> {
    while (this.#followed.size > 0 && !this.#closed) {
      try {
        if (this.#listening.status === "wait") await this.#listening.connect();
        this.#connection ??= await this.#listening.client("ID");
        // Who leaves and comes again meanwhile has read other frames than these.
        const followed = new Map(this.#followed);
        const keys = [...followed.keys()];
        const from = [...followed.values()].map(({ last }) => `${last}-0`);
        const read = (await this.#listening.xreadBuffer("COUNT", AT_ONCE, "BLOCK", BLOCK_MS, "STREAMS", ...keys, ...from)) as Read;
        for (const [key, entries] of read ?? []) {
          const to = followed.get(key.toString());
          for (const [id, fields] of entries) if (to) this.#give(to, id.toString(), fields.at(-1) as Buffer);
        }
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    }
    this.#reading = undefined;
  }

  /** Lets the connection see that there is one more to wait for. */
  async #wake(): Promise<void> {
    if (this.#connection !== undefined) await this.#redis.client("UNBLOCK", this.#connection).catch(() => {});
  }
}

/** Whoever may write to Redis may write anything: one bad entry costs its own match the frames to the next full state. */
function framesOf(bytes: Uint8Array): readonly BroadcastFrame[] | undefined {
  try {
    return [...readFrames(bytes)];
  } catch {
    return undefined;
  }
}

type Read = readonly (readonly [Buffer, readonly (readonly [Buffer, readonly Buffer[]])[]])[] | null;
