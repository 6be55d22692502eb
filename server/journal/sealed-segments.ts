import { setTimeout as wait } from "node:timers/promises";
import type { MatchId } from "../ids.ts";
import type { Journal } from "./journal.ts";
import type { FullSegment } from "./open-segment.ts";

/** A segment is compressed off the thread: so often it is looked for again. */
const TRIES = 50;
const EVERY_MS = 100;

/** A segment as it is stored. */
export interface SealedSegment extends Omit<FullSegment, "raw"> {
  readonly bytes: Uint8Array;
}

/** The first `count` segments of a broadcast, as `journal` has them. Throws where it does not. */
export async function* sealedSegments(journal: Pick<Journal, "index" | "segment">, match: MatchId, count: number): AsyncGenerator<SealedSegment> {
  let index = await journal.index(match);
  for (let tries = 1; (index?.segments.length ?? 0) < count && tries < TRIES; tries++) {
    await wait(EVERY_MS, undefined, { ref: false });
    index = await journal.index(match);
  }
  for (let n = 0, tick = -1; n < count; n++) {
    const [entry, bytes] = [index?.segments[n], await journal.segment(match, n)];
    if (!index || !entry || !bytes) throw new Error(`segment ${n} of ${match} is not kept elsewhere either`);
    const after = tick;
    tick = Math.max(tick, entry.lastTick);
    yield { entry, bytes, moments: index.moments.filter((moment) => moment.tick > after && moment.tick <= tick) };
  }
}
