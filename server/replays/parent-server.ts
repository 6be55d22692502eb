import { type BroadcastFrame, type BroadcastIndex, MAX_SEGMENT_BYTES } from "../../rooms/lib/broadcast.ts";
import { checkIndex } from "../../rooms/lib/broadcast-index.ts";
import { AppError } from "../errors.ts";
import type { MatchId } from "../ids.ts";
import type { StopTail } from "../journal/journal.ts";
import { readBounded } from "../lib/read-bounded.ts";
import type { BroadcastSource, FoundBroadcast } from "./broadcast-source.ts";
import { ByteCache } from "./byte-cache.ts";
import { isFinal, ParentTail } from "./parent-tail.ts";

/** Names the servers that a request has come through, so that it never comes back to one of them. */
const VIA = "x-velarium-via";
const ANSWER_MS = 5000;
/** Segments on their way to those who ask here: the parent is asked once for each. */
const CACHE_BYTES = 32 * 1024 * 1024;
/** Ten hours of play have 2 MB. */
const MAX_INDEX_BYTES = 8 * 1024 * 1024;
/** A match that is unknown there is not asked for again for so long. */
const UNKNOWN_MS = 3000;
const MAX_UNKNOWN = 1000;
/** A live match of which the parent says nothing for so long is cut here: it starts again, or a line heals, in less. */
const GONE_MS = 60_000;

/** A match that is read here. */
interface Asked {
  /** Through whom it was asked for. */
  readonly via: readonly string[];
  /** As the parent told it last. */
  index?: BroadcastIndex;
  toldMs: number;
}

/** Another Velarium whose matches are watched here: its broadcasts, which have waited for the delay there. */
export class ParentServer implements BroadcastSource {
  readonly #origin: string;
  readonly #id: string;
  readonly #segments = new ByteCache<Uint8Array>(CACHE_BYTES, (bytes) => bytes.length);
  readonly #unknown = new Map<string, number>();
  readonly #asked = new Map<MatchId, Asked>();
  readonly #goneMs: number;

  /** `id` is this server's own among those that relay. */
  constructor(origin: string, id: string, goneMs = GONE_MS) {
    this.#origin = origin;
    this.#id = id;
    this.#goneMs = goneMs;
  }

  /** Undefined where the parent has none, or has asked us itself. Throws AppError `server/busy` where it cannot say so now. */
  async find(match: MatchId, via: readonly string[]): Promise<FoundBroadcast | undefined> {
    if ((this.#unknown.get(match) ?? 0) > performance.now()) return undefined;
    this.#asked.set(match, { via, toldMs: performance.now() });
    if (this.#asked.size > MAX_UNKNOWN) this.#asked.delete(this.#asked.keys().next().value as MatchId);
    const read = await this.#journal(match);
    if (!read) {
      this.#unknown.set(match, performance.now() + UNKNOWN_MS);
      if (this.#unknown.size > MAX_UNKNOWN) this.#unknown.delete(this.#unknown.keys().next().value as string);
      return undefined;
    }
    return { source: this, match, index: read.index, delayMs: 0, shownDelayMs: read.delayMs };
  }

  /** Of a parent that is gone, or knows the match no more, what it told last, for a while as it was, then as cut. */
  async index(match: MatchId): Promise<BroadcastIndex | undefined> {
    const read = await this.#journal(match).catch(() => undefined);
    if (read) return read.index;
    const asked = this.#asked.get(match);
    const gone = asked?.index?.state === "live" && performance.now() - asked.toldMs > this.#goneMs;
    return gone && asked.index ? { ...asked.index, state: "cut" } : asked?.index;
  }

  segment(match: MatchId, n: number): Promise<Uint8Array | undefined> {
    // The last one of what is cut may grow.
    const size = this.#asked.get(match)?.index?.segments[n]?.bytes;
    return this.#segments.get(`${match}:${n}:${size}`, async () => {
      const answer = await this.#read(match, `/segments/${n}`, MAX_SEGMENT_BYTES);
      return answer === "unknown" ? undefined : answer;
    });
  }

  async tail(match: MatchId, listener: (frame: BroadcastFrame) => void): Promise<StopTail | undefined> {
    const tail = new ParentTail((signal) => this.request(match, "/tail", signal), listener);
    tail.start();
    return () => tail.stop();
  }

  async request(match: MatchId, path: string, signal: AbortSignal): Promise<Response | undefined> {
    const via = [...(this.#asked.get(match)?.via ?? []), this.#id].join(",");
    try {
      return await fetch(`${this.#origin}/api/matches/${match}/journal${path}`, { signal, headers: { [VIA]: via } });
    } catch {
      return undefined;
    }
  }

  async #journal(match: MatchId): Promise<{ index: BroadcastIndex; delayMs: number } | undefined> {
    const bytes = await this.#read(match, "", MAX_INDEX_BYTES);
    if (bytes === "unknown") return undefined;
    const body = parsed(bytes) as { journal?: { delayMs?: unknown } } | undefined;
    const index = checkIndex(body?.journal);
    const delayMs = body?.journal?.delayMs;
    if (index?.head.matchId !== match || typeof delayMs !== "number" || !(delayMs >= 0)) return undefined;
    const asked = this.#asked.get(match);
    if (asked) Object.assign(asked, { index, toldMs: performance.now() });
    return { index, delayMs };
  }

  /** What the parent answers; throws AppError `server/busy` where it has no time, a fault or no end, or is not there. */
  async #read(match: MatchId, path: string, maxBytes: number): Promise<Uint8Array | "unknown"> {
    const response = await this.request(match, path, AbortSignal.timeout(ANSWER_MS));
    if (response?.ok) return (await readBounded(response, maxBytes).catch(() => undefined)) ?? refuse();
    await response?.body?.cancel();
    return response && isFinal(response.status) ? "unknown" : refuse();
  }
}

function refuse(): never {
  throw new AppError("server/busy", "The server that has this match cannot be asked now: try again in a moment.", { retryAfterSeconds: 5 });
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
}
