import { Worker } from "node:worker_threads";
import type { StoredResult } from "./result-difference.ts";
import type { Verification } from "./verify-record.ts";

/** What a thread is asked. It says ALIVE now and then while it plays, and answers with a Verification. */
export interface VerifyJob {
  readonly bytes: Uint8Array;
  readonly build: string;
  readonly stored: StoredResult;
}

export const ALIVE = "alive";

/** It plays 512 frames between two words, which takes Arena 10 ms: a thread that is silent for this long hangs in a step. */
const MAX_SILENT_MS = 60_000;
/** More than any record that is read needs; beyond it the thread ends, not the server. */
const MAX_HEAP_MB = 256;
/** A thread that has nothing to do ends after this. */
const IDLE_MS = 20_000;

/** Plays records again off the main thread, one at a time; what a record does to the thread does not reach the server. */
export class VerifyThread {
  readonly #entry: URL;
  readonly #maxSilentMs: number;
  readonly #maxHeapMb: number;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** `entry` is a module that calls `answerVerifyJobs`. */
  constructor(entry: URL, { maxSilentMs = MAX_SILENT_MS, maxHeapMb = MAX_HEAP_MB }: { maxSilentMs?: number; maxHeapMb?: number } = {}) {
    this.#entry = entry;
    this.#maxSilentMs = maxSilentMs;
    this.#maxHeapMb = maxHeapMb;
  }

  /** Rejects where the thread failed or hangs. */
  verify(job: VerifyJob): Promise<Verification> {
    const answer = this.#last.then(() => this.#run(job));
    this.#last = answer.catch(() => {});
    return answer;
  }

  async stop(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #run(job: VerifyJob): Promise<Verification> {
    clearTimeout(this.#idle);
    this.#worker ??= new Worker(this.#entry, { resourceLimits: { maxOldGenerationSizeMb: this.#maxHeapMb }, stdout: true, stderr: true });
    const worker = this.#worker;
    worker.ref();
    return new Promise<Verification>((resolve, reject) => {
      const fail = (error: Error) => {
        settle();
        if (this.#worker === worker) this.#worker = undefined;
        void worker.terminate();
        reject(error);
      };
      const answered = (answer: Verification | typeof ALIVE) => {
        if (answer === ALIVE) {
          timer.refresh();
          return;
        }
        settle();
        resolve(answer);
      };
      const ended = () => fail(new Error("the thread ended"));
      const timer = setTimeout(() => fail(new Error(`it was silent for ${this.#maxSilentMs} ms`)), this.#maxSilentMs);
      const settle = () => {
        clearTimeout(timer);
        worker.off("message", answered).off("error", fail).off("exit", ended);
        this.#rest(worker);
      };
      worker.on("message", answered).on("error", fail).on("exit", ended);
      worker.postMessage(job);
    });
  }

  #rest(worker: Worker): void {
    worker.unref();
    this.#idle = setTimeout(() => {
      if (this.#worker === worker) void this.stop();
    }, IDLE_MS).unref();
  }
}
