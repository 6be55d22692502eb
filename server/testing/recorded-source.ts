import type { BroadcastSource } from "../../game-client/net/broadcast-source.ts";
import type { RecordedBroadcast } from "./recorded-broadcast.ts";

export interface SourceChange {
  /** Awaited before segment `n` is given. */
  readonly before?: (n: number) => Promise<void>;
  /** In place of the bytes of segment `n`. */
  readonly bytes?: (n: number, bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
}

/** Gives a recorded broadcast to who plays it. */
export function recordedSource({ index, segments }: RecordedBroadcast, { before, bytes }: SourceChange = {}): BroadcastSource {
  return {
    listing: async () => ({ ok: true, value: { ...index, delayMs: 0 } }),
    async segment(n) {
      await before?.(n);
      const stored = segments[n];
      if (!stored) return { ok: false, code: "journal/unknown", message: `there is no segment ${n}` };
      return { ok: true, value: bytes?.(n, stored) ?? stored };
    },
  };
}
