import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { LocalPresence, type MatchMakerDriver, type Presence } from "@colyseus/core";
import type { AnyGame } from "../rooms/lib/game.ts";
import { PresenceAudience } from "./audience/presence-audience.ts";
import { openCluster } from "./cluster/open-cluster.ts";
import type { Config } from "./config.ts";
import { DatabasePulse } from "./database/database-pulse.ts";
import { isNew, openDatabase } from "./database/open-database.ts";
import type { EventStreams } from "./events/event-streams.ts";
import { openFeed } from "./events/open-feed.ts";
import type { Accounts } from "./identity/accounts.ts";
import { keptAuthSecret } from "./identity/auth-secret.ts";
import { MissingGuests } from "./identity/missing-guests.ts";
import { openIdentity } from "./identity/open-identity.ts";
import type { Passwords } from "./identity/passwords.ts";
import { PresenceSessionEndings } from "./identity/presence-session-endings.ts";
import { RedisLoginAttempts } from "./identity/redis-login-attempts.ts";
import { openJournals } from "./journal/open-journals.ts";
import { BoardData } from "./leaderboard/board-data.ts";
import { boardsOfGames } from "./leaderboard/boards-of-games.ts";
import type { Leaderboard } from "./leaderboard/leaderboard.ts";
import { PostgresLeaderboard } from "./leaderboard/postgres-leaderboard.ts";
import { RedisRankIndex } from "./leaderboard/redis-rank-index.ts";
import { warmUp } from "./leaderboard/warm-up.ts";
import { buildName } from "./lib/build-name.ts";
import { createLog, type Log } from "./lib/log.ts";
import { slowStep } from "./lib/slow-step.ts";
import { ownDirectory } from "./lib/sole-owner.ts";
import { makeUsable } from "./lib/usable-directory.ts";
import { MatchData } from "./matches/match-data.ts";
import { MatchHistory } from "./matches/match-history.ts";
import { openLiveMatches } from "./matches/open-live-matches.ts";
import { openMatches } from "./matches/open-matches.ts";
import type { CreationTurns } from "./matchmaking/creation-turns.ts";
import { openMatchmaking } from "./matchmaking/open-matchmaking.ts";
import { PrometheusMetrics } from "./metrics/prometheus-metrics.ts";
import { RatingData } from "./ratings/rating-data.ts";
import type { Ratings } from "./ratings/ratings.ts";
import { StoredRatings } from "./ratings/stored-ratings.ts";
import { NodeBoard } from "./redis/node-board.ts";
import { Broadcasts } from "./replays/broadcasts.ts";
import { ParentServer } from "./replays/parent-server.ts";
import { Pins } from "./replays/pins.ts";
import { TailStreams } from "./replays/tail-streams.ts";
import { WatchRule } from "./replays/watch-rule.ts";
import type { RoomServices } from "./room/room-services.ts";
import { openVerification } from "./verification/open-verification.ts";

/** Everything that rooms and routes stand on. */
export interface Services extends RoomServices {
  readonly log: Log;
  readonly presence: Presence;
  /** Where there are other nodes: the rooms of all, and who may make one. */
  readonly driver: MatchMakerDriver | undefined;
  readonly creationTurns: CreationTurns | undefined;
  readonly metrics: PrometheusMetrics;
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly history: MatchHistory;
  /** Whether Redis is there; undefined where this process is alone. */
  readonly redisAnswers: (() => boolean) | undefined;
  /** Where the other nodes are. */
  readonly nodeOrigins: () => readonly string[];
  readonly broadcasts: Broadcasts;
  readonly tails: TailStreams;
  readonly watchRule: WatchRule;
  readonly audience: PresenceAudience;
  readonly pins: Pins;
  /** Names this process among servers that relay to each other. */
  readonly serverId: string;
  readonly ratings: Ratings;
  readonly leaderboard: Leaderboard;
  /** What happens in public, for everybody who looks. */
  readonly events: EventStreams;
  readonly database: DatabasePulse;
  /** Once the rooms are closed. */
  close(): Promise<void>;
}

/** What a start tells a person who waits for it. */
export type Say = (line: string) => void;

/**
 * One node: all in this process, in DATA_DIR and in the database. Throws an Error of one sentence that says what to do where
 * they cannot be used.
 */
export async function openServices(config: Config, games: readonly AnyGame[], say: Say = () => {}): Promise<Services> {
  makeUsable(config.dataDir);
  const giveUp = ownDirectory(config.dataDir);
  try {
    return await openOwned(config, games, say, giveUp);
  } catch (error) {
    giveUp();
    throw error;
  }
}

async function openOwned(config: Config, games: readonly AnyGame[], say: Say, giveUp: () => void): Promise<Services> {
  const { dataDir } = config;
  const log = createLog(config.logLevel);
  const secrets = config.authSecrets ?? ([keptAuthSecret(dataDir)] as const);
  const cluster = config.redisUrl === undefined ? undefined : await openCluster(config.redisUrl, secrets);
  const presence = cluster?.presence ?? new LocalPresence();
  const stored = { url: config.databaseUrl, dataDir };
  const database = await slowStep(isNew(stored) ? "Making the database, once" : "Opening the database", say, () => openDatabase(stored));
  const pins = new Pins(database);
  const played = new MatchHistory(database);
  const journals = await openJournals({
    database,
    cluster,
    dir: join(dataDir, "journal"),
    isOver: (match) => played.isOver(match),
    incomplete: (stream) => metrics.journalIncomplete(stream),
    days: config.journalDays,
    megabytes: config.journalMegabytes,
    pinned: () => pins.pinned(),
    log,
  });
  const { journal } = journals;
  const ratings = new StoredRatings(database);
  const leaderboard = new PostgresLeaderboard({
    database,
    boards: boardsOfGames(games),
    ...(cluster && { openIndex: (name, order) => new RedisRankIndex(cluster.redis, name, order) }),
  });
  const delays = new Map(games.map(({ id, spectatorDelayMs }) => [id, spectatorDelayMs]));
  const seen = { live: () => matches.live(), delayMs: (game: string) => delays.get(game) ?? 0 };
  const feed = await openFeed({ cluster, leaderboard, ...seen, log });
  const { matches, history, sweep, resultOf, process } = openMatches({
    database,
    dataDir,
    journal,
    ratings,
    leaderboard: feed.boards,
    guests: new MissingGuests(database),
    games,
    log,
  });
  const serverId = randomBytes(6).toString("hex");
  const parent = config.watchFrom === undefined ? undefined : new ParentServer(config.watchFrom, serverId);
  const broadcasts = new Broadcasts({ journal, parent, delayMs: (game) => delays.get(game) });
  const endings = new PresenceSessionEndings(presence);
  const {
    identity,
    accounts,
    passwords,
    sweep: accountSweep,
  } = openIdentity({
    database,
    secrets,
    data: [new MatchData(database), new RatingData(database), new BoardData(database, leaderboard), pins],
    registered: (player) => feed.boards.refresh(player),
    endings,
    ...(cluster && { attempts: new RedisLoginAttempts(cluster.redis) }),
    log,
  });
  await slowStep("Taking over what an earlier run left", say, () => sweep.start());
  accountSweep.start();
  void warmUp(leaderboard, log);
  feed.start();
  const listed = openLiveMatches({ cluster, ...seen });
  const origins = cluster && new NodeBoard(cluster.redis, "origins", () => config.publicUrl ?? "");
  await origins?.post();
  const metrics = new PrometheusMetrics();
  const audience = new PresenceAudience({ presence, counted: (watchers) => metrics.watching(watchers) });
  const build = buildName();
  const verifier = openVerification({
    database,
    process,
    resultOf,
    journal,
    build,
    entry: new URL("./commands/verify-worker.ts", import.meta.url),
    counted: (what) => metrics.resultVerified(what),
    log,
  });
  verifier.start();
  journals.start();
  return {
    presence,
    driver: cluster?.driver,
    log,
    matches: feed.told(matches),
    history,
    liveMatches: listed.liveMatches,
    redisAnswers: cluster && (() => cluster.redis.status === "ready"),
    nodeOrigins: () => origins?.others ?? [],
    broadcasts,
    tails: new TailStreams(broadcasts),
    watchRule: new WatchRule(history),
    audience,
    pins,
    serverId,
    ratings,
    leaderboard,
    events: feed.events,
    database: new DatabasePulse(database),
    async close() {
      await feed.close();
      await listed.close();
      await origins?.close();
      broadcasts.close();
      audience.close();
      await sweep.stop();
      await verifier.stop();
      await accountSweep.stop();
      await journals.stop();
      await database.destroy();
      cluster?.close();
      giveUp();
    },
    identity,
    accounts,
    passwords,
    endings,
    ...openMatchmaking(presence, cluster),
    journal,
    metrics,
    build,
  };
}
