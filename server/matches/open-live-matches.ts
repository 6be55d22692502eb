import type { Cluster } from "../cluster/open-cluster.ts";
import { NodeBoard } from "../redis/node-board.ts";
import { DelayedScores, type DelayedScoresOptions } from "./delayed-scores.ts";
import { LiveEverywhere, postedMatches } from "./live-everywhere.ts";
import type { Matches } from "./matches.ts";

export interface OpenLiveMatchesOptions extends DelayedScoresOptions {
  /** Where there are other nodes: their matches are listed as well. */
  readonly cluster: Pick<Cluster, "redis"> | undefined;
}

/** The live matches as everybody may see them, from now on until `close`. */
export function openLiveMatches({ cluster, ...options }: OpenLiveMatchesOptions): {
  readonly liveMatches: Pick<Matches, "live">;
  close(): Promise<void>;
} {
  const own = new DelayedScores(options);
  own.start();
  const board = cluster && new NodeBoard(cluster.redis, "live-matches", () => postedMatches(own.live()));
  return {
    liveMatches: board ? new LiveEverywhere(own, board) : own,
    async close() {
      own.stop();
      await board?.close();
    },
  };
}
