import type { Log } from "./log.ts";

/** An orchestrator kills after 10 s; whatever still hangs then is not waited for. */
const DEADLINE_MS = 8_000;

/** Ends the process with code 0 on SIGTERM or SIGINT, after `stop` or at the deadline, whichever is first. */
export function stopOnSignals(log: Log, stop: () => Promise<void>): void {
  let stopping = false;
  const end = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => {
      log.warn({ deadlineMs: DEADLINE_MS }, "stopped at the deadline: something would not end");
      process.exit(0);
    }, DEADLINE_MS).unref();
    await stop().catch((err: unknown) => log.error({ err }, "stopping failed"));
    process.exit(0);
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}
