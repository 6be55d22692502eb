import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { WorkerAnswer } from "./result-worker.ts";

const SCRIPT = fileURLToPath(new URL("result-worker.ts", import.meta.url));
/** Deliveries that a worker has under way: more than its connections, so that they are at it together. */
const WINDOW = 24;
/** The database may be away when a worker starts: it is started again. */
const RESTART_MS = 200;

export interface WorkersOptions {
  readonly url: string;
  readonly workers: number;
  readonly how: "real" | "naive";
  /** Results to deliver, as JSON. */
  readonly results: readonly string[];
  /** Which result each delivery has; each is repeated until it is acknowledged. */
  readonly deliveries: readonly number[];
}

/** Worker processes that deliver results, on directories that outlive them. */
export class ResultWorkers {
  readonly #options: WorkersOptions;
  readonly #dir = mkdtempSync(join(tmpdir(), "velarium-results-"));
  readonly #slots: { child: ChildProcess | undefined; ready: boolean; readonly open: Map<number, "sent" | "acknowledged"> }[];
  readonly #queue: number[];
  readonly #acknowledged = new Set<number>();
  #stopped = false;
  kills = 0;

  constructor(options: WorkersOptions) {
    this.#options = options;
    this.#queue = options.deliveries.map((_, delivery) => delivery);
    this.#slots = Array.from({ length: options.workers }, () => ({ child: undefined, ready: false, open: new Map() }));
    this.#slots.forEach((_, slot) => {
      this.#start(slot);
    });
  }

  /** Deliveries that were acknowledged. */
  get acknowledged(): number {
    return this.#acknowledged.size;
  }

  get done(): boolean {
    return this.#acknowledged.size === this.#options.deliveries.length;
  }

  /** Ends a worker as kill -9 does; another takes its place. */
  kill(slot: number): void {
    if (this.#slots[slot]?.child?.kill("SIGKILL")) this.kills++;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { child } of this.#slots) {
      if (!child || child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
    }
    rmSync(this.#dir, { recursive: true, force: true });
  }

  #start(index: number): void {
    const slot = this.#slots[index];
    if (!slot || this.#stopped) return;
    const { url, how } = this.#options;
    const child = fork(SCRIPT, [url, join(this.#dir, String(index)), how], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
    slot.child = child;
    child.on("message", (message: WorkerAnswer) => this.#answered(index, message));
    child.once("exit", () => {
      slot.ready = false;
      // What was not acknowledged is delivered again; what was, is the next worker's to finish.
      for (const [delivery, state] of slot.open) if (state === "sent") this.#queue.push(delivery);
      slot.open.clear();
      setTimeout(() => this.#start(index), RESTART_MS);
    });
    // A message to a worker that was just killed.
    child.on("error", () => {});
  }

  #answered(index: number, message: WorkerAnswer): void {
    const slot = this.#slots[index];
    if (!slot) return;
    if ("ready" in message) slot.ready = true;
    else if ("acknowledged" in message) {
      this.#acknowledged.add(message.acknowledged);
      if (slot.open.has(message.acknowledged)) slot.open.set(message.acknowledged, "acknowledged");
    } else {
      slot.open.delete(message.settled);
      if (!this.#acknowledged.has(message.settled) && this.#options.how === "naive") this.#queue.push(message.settled);
    }
    this.#fill(index);
  }

  #fill(index: number): void {
    const slot = this.#slots[index];
    while (slot?.ready && slot.open.size < WINDOW) {
      const delivery = this.#queue.pop();
      if (delivery === undefined) return;
      slot.open.set(delivery, "sent");
      const result = this.#options.results[this.#options.deliveries[delivery] ?? 0] ?? "";
      slot.child?.send({ delivery, result }, () => {});
    }
  }
}
