import type { CrowdReport } from "./crowd-plan.ts";
import { bucketQuantile, bucketsBetween, type Samples, total } from "./prometheus-text.ts";
import { quantile } from "./quantile.ts";

export interface Measured {
  readonly game: string;
  readonly players: number;
  readonly tickHz: number;
  readonly unitsPerPx: number;
  readonly seconds: number;
  /** The server's own numbers when measuring began and ended. */
  readonly before: Samples;
  readonly after: Samples;
  readonly reports: readonly CrowdReport[];
}

/** Every number of a run under the name that its budget and the table use, in the order in which they are printed. */
export function figuresOf(run: Measured): Map<string, number> {
  const { reports, before, after } = run;
  const all = <T>(pick: (report: CrowdReport) => readonly T[]) => reports.flatMap((report) => pick(report));
  const sum = (pick: (report: CrowdReport) => number) => reports.reduce((value, report) => value + pick(report), 0);
  const rise = (name: string, label = "") => total(after, name, label) - total(before, name, label);
  const label = `game="${run.game}"`;
  const ms = (name: string, share: number) => bucketQuantile(bucketsBetween(before, after, name, label), share) * 1000;
  const mean = (name: string) => rise(`${name}_sum`, label) / Math.max(1, rise(`${name}_count`, label));
  const rooms = roomRates(reports);
  const joins = all((report) => report.joinMs);
  const trips = all((report) => report.roundTripMs);
  const rates = all((report) => report.bytesPerSecond);
  const corrections = all((report) => report.corrections).map((size) => size / run.unitsPerPx);
  const joined = sum((report) => report.joined);
  const inputs = Math.max(1, joined * run.tickHz * run.seconds);
  return new Map([
    ["players joined", joined],
    ["players missing", run.players - joined],
    ["rooms", rooms.length],
    ["join p50 ms", quantile(joins, 0.5)],
    ["join p95 ms", quantile(joins, 0.95)],
    ["join p99 ms", quantile(joins, 0.99)],
    ["tick rate, mean", rooms.reduce((value, rate) => value + rate, 0) / Math.max(1, rooms.length)],
    ["tick rate, worst room", Math.min(...rooms)],
    ["step p50 ms", ms("velarium_tick_duration_seconds", 0.5)],
    ["step p99 ms", ms("velarium_tick_duration_seconds", 0.99)],
    ["encode p50 ms", ms("velarium_encode_seconds", 0.5)],
    ["encode p99 ms", ms("velarium_encode_seconds", 0.99)],
    ["patch bytes, mean", mean("velarium_patch_bytes")],
    ["kB/s a client, mean", rates.reduce((value, rate) => value + rate, 0) / Math.max(1, rates.length) / 1000],
    ["kB/s a client, most", Math.max(0, ...rates) / 1000],
    ["server CPU %", (rise("velarium_process_cpu_seconds_total") * 100) / run.seconds],
    ["server RSS MB", total(after, "velarium_process_resident_memory_bytes") / 1e6],
    ["round trip p50 ms", quantile(trips, 0.5)],
    ["round trip p95 ms", quantile(trips, 0.95)],
    ["round trip p99 ms", quantile(trips, 0.99)],
    ["acknowledgements", corrections.length],
    ["corrected %", share(corrections.filter((size) => size > 0).length, corrections.length)],
    ["correction p99 px", corrections.length > 0 ? quantile(corrections, 0.99) : Number.NaN],
    ["inputs repeated %", share(rise("velarium_inputs_total", 'kind="repeated"'), inputs)],
    ["inputs dropped %", share(rise("velarium_inputs_total", 'kind="dropped"'), inputs)],
    ["frames refused", rise("velarium_frames_refused_total")],
    ["patches skipped", rise("velarium_slow_reader_total")],
    ["rooms quarantined", rise("velarium_rooms_quarantined_total")],
    ["rematches voted", sum((report) => report.rematches)],
    ["unexpected closes", all((report) => report.closed).length],
    ["reconnections", sum((report) => report.reconnections)],
    ["errors", all((report) => report.errors).length],
    ["generator CPU %, busiest", Math.max(0, ...reports.map((report) => report.cpuShare)) * 100],
    ["generator late p99 ms", Math.max(0, ...reports.map((report) => report.lateP99Ms))],
  ]);
}

/** One rate a room; a room that players of several workers share is counted once. */
function roomRates(reports: readonly CrowdReport[]): number[] {
  return [...new Map(reports.flatMap(({ rooms }) => rooms.map(({ roomId, tickHz }) => [roomId, tickHz] as const))).values()];
}

function share(part: number, whole: number): number {
  return whole > 0 ? (part * 100) / whole : 0;
}
