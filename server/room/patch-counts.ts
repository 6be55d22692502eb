import type { RoomMetrics } from "../metrics/room-metrics.ts";
import type { RunningMatch } from "./running-match.ts";
import type { SafeSerializer } from "./safe-serializer.ts";

/** Tells the metrics of one patch, and of what has happened since the last. */
export function countPatch(metrics: RoomMetrics, game: string, { counts, patchBytes }: SafeSerializer, match: RunningMatch, tookMs: number): void {
  metrics.patched(game, tookMs / 1000, patchBytes);
  metrics.slowReader("skipped", counts.skipped);
  metrics.slowReader("resync", counts.resyncs);
  counts.skipped = 0;
  counts.resyncs = 0;
  const { repeated, dropped } = match.takeInputCounts();
  metrics.inputs("repeated", repeated);
  metrics.inputs("dropped", dropped);
}
