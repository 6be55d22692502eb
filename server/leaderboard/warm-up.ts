import type { PostgresLeaderboard } from "./postgres-leaderboard.ts";

const EVERY_MS = 5000;

export interface WarmUpLog {
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
}

/** Builds the ranks of the running seasons while the server plays already, and says how far it is; whoever looks meanwhile waits. */
export async function warmUp(leaderboard: Pick<PostgresLeaderboard, "warmUp">, log: WarmUpLog): Promise<void> {
  let saidMs = performance.now();
  try {
    await leaderboard.warmUp(({ id }, through, head) => {
      if (performance.now() - saidMs < EVERY_MS) return;
      saidMs = performance.now();
      log.info({ board: id, percent: Math.floor((100 * through) / head) }, "ranks are being built");
    });
  } catch (error) {
    log.warn({ error: String(error) }, "ranks are built when somebody looks");
  }
}
