import type { BroadcastFrame, BroadcastIndex } from "../../rooms/lib/broadcast.ts";
import { MAX_SEGMENT_BYTES } from "../../rooms/lib/broadcast.ts";
import { checkIndex } from "../../rooms/lib/broadcast-index.ts";
import type { MatchId } from "../ids.ts";
import type { StopTail } from "../journal/journal.ts";
import type { BroadcastSource, FoundBroadcast } from "./broadcast-source.ts";
import { ByteCache } from "./byte-cache.ts";
import { ParentTail } from "./parent-tail.ts";

/** Names the servers that a request has come through, so that it never comes back to one of them. */
const VIA = "x-velarium-via";
const ANSWER_MS = 5000;
/** Segments on their way to those who ask here: the parent is asked once for each. */
const CACHE_BYTES = 32 * 1024 * 1024;
/** A match that is unknown there is not asked for again for so long. */
const UNKNOWN_MS = 3000;
const MAX_UNKNOWN = 1000;

/** Another Velarium whose matches are watched here: its broadcasts, which have waited for the delay there. */
export class ParentServer implements BroadcastSource {
  readonly #origin: string;
  readonly #id: string;
  readonly #segments = new ByteCache<Uint8Array>(CACHE_BYTES, (bytes) => bytes.length);
  readonly #unknown = new Map<string, number>();
  /** Through whom each match was asked for. */
  readonly #via = new Map<MatchId, readonly string[]>();

  /** `id` is this server's own among those that relay. */
  constructor(origin: string, id: string) {
    this.#origin = origin;
    this.#id = id;
  }

  /** Undefined where the parent has none, or cannot be reached, or has asked us itself. */
  async find(match: MatchId, via: readonly string[]): Promise<FoundBroadcast | undefined> {
    if ((this.#unknown.get(match) ?? 0) > performance.now()) return undefined;
    this.#via.set(match, via);
    if (this.#via.size > MAX_UNKNOWN) this.#via.delete(this.#via.keys().next().value as MatchId);
    const read = await this.#journal(match);
    if (!read) {
      this.#unknown.set(match, performance.now() + UNKNOWN_MS);
      if (this.#unknown.size > MAX_UNKNOWN) this.#unknown.delete(this.#unknown.keys().next().value as string);
      return undefined;
    }
    return { source: this, match, index: read.index, delayMs: 0, shownDelayMs: read.delayMs };
  }

  async index(match: MatchId): Promise<BroadcastIndex | undefined> {
    return (await this.#journal(match))?.index;
  }

  segment(match: MatchId, n: number): Promise<Uint8Array | undefined> {
    return this.#segments.get(`${match}:${n}`, async () => {
      const response = await this.request(match, `/segments/${n}`, AbortSignal.timeout(ANSWER_MS));
      if (!response?.ok || Number(response.headers.get("content-length") ?? 0) > MAX_SEGMENT_BYTES) return undefined;
      const bytes = new Uint8Array(await response.arrayBuffer());
      return bytes.length <= MAX_SEGMENT_BYTES ? bytes : undefined;
    });
  }

  async tail(match: MatchId, listener: (frame: BroadcastFrame) => void): Promise<StopTail | undefined> {
    const tail = new ParentTail((signal) => this.request(match, "/tail", signal), listener);
    tail.start();
    return () => tail.stop();
  }

  async request(match: MatchId, path: string, signal: AbortSignal): Promise<Response | undefined> {
    const via = [...(this.#via.get(match) ?? []), this.#id].join(",");
    try {
      return await fetch(`${this.#origin}/api/matches/${match}/journal${path}`, { signal, headers: { [VIA]: via } });
    } catch {
      return undefined;
    }
  }

  async #journal(match: MatchId): Promise<{ index: BroadcastIndex; delayMs: number } | undefined> {
    const response = await this.request(match, "", AbortSignal.timeout(ANSWER_MS));
    if (!response?.ok) {
      await response?.body?.cancel();
      return undefined;
    }
    const body = (await response.json().catch(() => undefined)) as { journal?: { delayMs?: unknown } } | undefined;
    const index = checkIndex(body?.journal);
    const delayMs = body?.journal?.delayMs;
    if (index?.head.matchId !== match || typeof delayMs !== "number" || !(delayMs >= 0)) return undefined;
    return { index, delayMs };
  }
}
