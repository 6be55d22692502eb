import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { RoomMetrics } from "./room-metrics.ts";
import type { WatchMetrics } from "./watch-metrics.ts";

/** Metrics of this process in Prometheus' text format; every name is a member here. */
export class PrometheusMetrics implements RoomMetrics, WatchMetrics {
  readonly registry = new Registry();
  readonly #rooms = new Gauge({ name: "velarium_rooms", help: "Match rooms alive.", registers: [this.registry] });
  readonly #quarantined = new Counter({
    name: "velarium_rooms_quarantined_total",
    help: "Rooms put out of service after a fault.",
    registers: [this.registry],
  });
  readonly #step = new Histogram({
    name: "velarium_tick_duration_seconds",
    help: "One step of one world.",
    labelNames: ["game"],
    buckets: [0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.02, 0.1],
    registers: [this.registry],
  });
  readonly #patch = new Histogram({
    name: "velarium_encode_seconds",
    help: "Encoding and queueing one patch.",
    labelNames: ["game"],
    buckets: [0.00005, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.02, 0.1],
    registers: [this.registry],
  });
  readonly #patchBytes = new Histogram({
    name: "velarium_patch_bytes",
    help: "Size of one encoded patch, counted once whatever the audience.",
    labelNames: ["game"],
    buckets: [32, 64, 128, 256, 512, 1024, 4096, 16384],
    registers: [this.registry],
  });
  readonly #inputs = new Counter({
    name: "velarium_inputs_total",
    help: "Inputs made up or thrown away.",
    labelNames: ["kind"],
    registers: [this.registry],
  });
  readonly #refused = new Counter({
    name: "velarium_frames_refused_total",
    help: "Frames of clients that were not let in.",
    labelNames: ["reason"],
    registers: [this.registry],
  });
  readonly #slow = new Counter({
    name: "velarium_slow_reader_total",
    help: "Patches a slow client did not get, and full states sent instead.",
    labelNames: ["kind"],
    registers: [this.registry],
  });

  readonly #unstored = new Counter({
    name: "velarium_ends_unstored_total",
    help: "Ends of matches that were shown before their result was stored.",
    registers: [this.registry],
  });
  readonly #verified = new Counter({
    name: "velarium_results_verified_total",
    help: "Ranked results that were compared with their record, and those that could not be.",
    labelNames: ["verdict"],
    registers: [this.registry],
  });

  readonly #watchers = new Gauge({ name: "velarium_watchers", help: "People who watch a match in this process.", registers: [this.registry] });
  readonly #relayed = new Counter({ name: "velarium_watch_frames_total", help: "Frames sent to watchers.", registers: [this.registry] });
  readonly #incomplete = new Counter({
    name: "velarium_journals_incomplete_total",
    help: "Records and broadcasts of matches that could not be stored to their end.",
    labelNames: ["stream"],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: "velarium_" });
  }

  stepped(game: string, seconds: number): void {
    this.#step.observe({ game }, seconds);
  }

  patched(game: string, seconds: number, bytes: number): void {
    this.#patch.observe({ game }, seconds);
    if (bytes > 0) this.#patchBytes.observe({ game }, bytes);
  }

  inputs(kind: "repeated" | "dropped", count: number): void {
    if (count > 0) this.#inputs.inc({ kind }, count);
  }

  refused(reason: string): void {
    this.#refused.inc({ reason });
  }

  slowReader(kind: "skipped" | "resync", count: number): void {
    if (count > 0) this.#slow.inc({ kind }, count);
  }

  resultVerified(verdict: "verified" | "differs" | "failed"): void {
    this.#verified.inc({ verdict });
  }

  watching(watchers: number): void {
    this.#watchers.set(watchers);
  }

  relayed(frames: number): void {
    if (frames > 0) this.#relayed.inc(frames);
  }

  shownUnstored(): void {
    this.#unstored.inc();
  }

  room(event: "opened" | "closed" | "quarantined"): void {
    if (event === "opened") this.#rooms.inc();
    else if (event === "closed") this.#rooms.dec();
    else this.#quarantined.inc();
  }

  journalIncomplete(stream: "record" | "broadcast"): void {
    this.#incomplete.inc({ stream });
  }
}
