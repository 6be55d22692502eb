import type { Cluster } from "../cluster/open-cluster.ts";
import type { Matches } from "../matches/matches.ts";
import { EventStreams } from "./event-streams.ts";
import { RedisFeed } from "./redis-feed.ts";
import { ScoreWatch, type ScoreWatchOptions } from "./score-watch.ts";
import { ToldLeaderboard, type ToldLeaderboardOptions } from "./told-leaderboard.ts";
import { ToldMatches } from "./told-matches.ts";

export interface OpenFeedOptions extends Omit<ToldLeaderboardOptions, "feed">, Pick<ScoreWatchOptions, "live" | "delayMs"> {
  /** Where there are other nodes: all tell the same. */
  readonly cluster: Pick<Cluster, "redis"> | undefined;
}

/** What happens in public, and those who tell of it: boards and scores from `start` on, the matches that are wrapped by `told`. */
export async function openFeed({ cluster, leaderboard, live, delayMs, log }: OpenFeedOptions): Promise<{
  readonly events: EventStreams;
  readonly boards: ToldLeaderboard;
  told(matches: Matches): Matches;
  start(): void;
  close(): Promise<void>;
}> {
  const events = new EventStreams();
  const joined = cluster && new RedisFeed({ redis: cluster.redis, streams: events });
  await joined?.start();
  const feed = joined ?? events;
  const boards = new ToldLeaderboard({ leaderboard, feed, log });
  const scores = new ScoreWatch({ feed, live, delayMs });
  return {
    events,
    boards,
    told: (matches) => new ToldMatches({ matches, feed, delayMs }),
    start() {
      boards.start();
      scores.start();
    },
    async close() {
      events.close();
      joined?.close();
      scores.stop();
      await boards.stop();
    },
  };
}
