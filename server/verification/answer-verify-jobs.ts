import { setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { type VerifyOptions, verifyRecord } from "./verify-record.ts";
import { ALIVE, type VerifyJob } from "./verify-thread.ts";

/** Makes this thread one that a VerifyThread asks. */
export function answerVerifyJobs(options: Pick<VerifyOptions, "gameById" | "gather">): void {
  // On Linux this is the priority of the thread alone: ticks go first. Elsewhere it would be that of the server.
  if (process.platform === "linux") setPriority(10);
  parentPort?.on("message", ({ bytes, build, stored }: VerifyJob) => {
    parentPort?.postMessage(verifyRecord(bytes, { ...options, build, stored, progress: () => parentPort?.postMessage(ALIVE) }));
  });
}
