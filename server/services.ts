import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LocalPresence, type Presence } from "@colyseus/core";
import type { AnyGame } from "../rooms/lib/game.ts";
import type { Config } from "./config.ts";
import { openDatabase } from "./database/open-database.ts";
import type { Accounts } from "./identity/accounts.ts";
import { keptAuthSecret } from "./identity/auth-secret.ts";
import { openIdentity } from "./identity/open-identity.ts";
import { LocalJournal } from "./journal/local-journal.ts";
import { BoardData } from "./leaderboard/board-data.ts";
import { boardsOfGames } from "./leaderboard/boards-of-games.ts";
import { PostgresLeaderboard } from "./leaderboard/postgres-leaderboard.ts";
import { createLog, type Log } from "./lib/log.ts";
import { MatchData } from "./matches/match-data.ts";
import type { MatchHistory } from "./matches/match-history.ts";
import { openMatches } from "./matches/open-matches.ts";
import { PresenceHeldSeats } from "./matchmaking/presence-held-seats.ts";
import { PresenceInvites } from "./matchmaking/presence-invites.ts";
import { PrometheusMetrics } from "./metrics/prometheus-metrics.ts";
import { RatingData } from "./ratings/rating-data.ts";
import type { Ratings } from "./ratings/ratings.ts";
import { StoredRatings } from "./ratings/stored-ratings.ts";
import type { RoomServices } from "./room/room-services.ts";

/** Everything that rooms and routes stand on. */
export interface Services extends RoomServices {
  readonly log: Log;
  readonly presence: Presence;
  readonly metrics: PrometheusMetrics;
  readonly accounts: Accounts;
  readonly history: MatchHistory;
  readonly ratings: Ratings;
  /** Once the rooms are closed. */
  close(): Promise<void>;
}

/** One node with no services beside it: all in this process and in DATA_DIR. */
export async function openServices(config: Config, games: readonly AnyGame[]): Promise<Services> {
  const { dataDir } = config;
  const presence = new LocalPresence();
  const log = createLog(config.logLevel);
  const journal = new LocalJournal(join(dataDir, "journal"));
  const database = await openDatabase({ url: undefined, dataDir });
  const ratings = new StoredRatings(database);
  const leaderboard = new PostgresLeaderboard({ database, boards: boardsOfGames(games) });
  const { matches, history, sweep } = openMatches({ database, dataDir, journal, ratings, leaderboard, games, log });
  const {
    identity,
    accounts,
    sweep: accountSweep,
  } = openIdentity({
    database,
    secret: config.authSecret ?? keptAuthSecret(dataDir),
    data: [new MatchData(database), new RatingData(database), new BoardData(database, leaderboard)],
    registered: (player) => leaderboard.refresh(player),
    log,
  });
  await sweep.start();
  accountSweep.start();
  return {
    presence,
    log,
    matches,
    history,
    ratings,
    async close() {
      await sweep.stop();
      await accountSweep.stop();
      await database.destroy();
    },
    identity,
    accounts,
    heldSeats: new PresenceHeldSeats(presence),
    invites: new PresenceInvites(presence),
    journal,
    metrics: new PrometheusMetrics(),
    build: buildName(),
  };
}

function buildName(): string {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  return `velarium@${version}`;
}
