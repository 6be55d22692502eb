import { Worker } from "node:worker_threads";
import type { StoredResult } from "./result-difference.ts";
import type { Verification } from "./verify-record.ts";

/** What a thread is asked, and answers with a Verification. */
export interface VerifyJob {
  readonly bytes: Uint8Array;
  readonly build: string;
  readonly stored: StoredResult;
}

/** A match of 15 minutes takes about 5 s; nothing may hold the thread for longer than this. */
const MAX_JOB_MS = 60_000;
/** More than any record that is read needs; beyond it the thread ends, not the server. */
const MAX_HEAP_MB = 256;
/** A thread that has nothing to do ends after this. */
const IDLE_MS = 20_000;

/** Plays records again off the main thread, one at a time; what a record does to the thread does not reach the server. */
export class VerifyThread {
  readonly #entry: URL;
  readonly #maxJobMs: number;
  readonly #maxHeapMb: number;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** `entry` is a module that calls `answerVerifyJobs`. */
  constructor(entry: URL, { maxJobMs = MAX_JOB_MS, maxHeapMb = MAX_HEAP_MB }: { maxJobMs?: number; maxHeapMb?: number } = {}) {
    this.#entry = entry;
    this.#maxJobMs = maxJobMs;
    this.#maxHeapMb = maxHeapMb;
  }

  /** Rejects where the thread failed or took too long. */
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
      const answered = (verification: Verification) => {
        settle();
        resolve(verification);
      };
      const ended = () => fail(new Error("the thread ended"));
      const timer = setTimeout(() => fail(new Error(`it took longer than ${this.#maxJobMs} ms`)), this.#maxJobMs);
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
