import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "../database/open-database.ts";
import { PostgresLeaderboard } from "../leaderboard/postgres-leaderboard.ts";
import { createLog } from "../lib/log.ts";
import type { StartedMatch } from "../matches/matches.ts";
import { openMatches } from "../matches/open-matches.ts";
import { StoredRatings } from "../ratings/stored-ratings.ts";
import { placeDatabase } from "../testing/database-template.ts";
import { newPlayers, resultOf } from "../testing/match-results.ts";
import { until } from "../testing/until.ts";
import type { FeedEvent } from "./live-feed.ts";
import { ToldMatches } from "./told-matches.ts";

describe("matches that the feed tells of", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "velarium-told-"));
  let database: Database;
  before(async () => {
    await placeDatabase(dataDir);
    database = await openDatabase({ url: undefined, dataDir });
  });
  after(async () => {
    await database.destroy();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("have their end told once, also where neither disk nor database took the result at first", async () => {
    const { matches, sweep } = openMatches({
      database,
      dataDir,
      journal: { readRecord: async () => undefined },
      ratings: new StoredRatings(database),
      leaderboard: new PostgresLeaderboard({ database, boards: [] }),
      games: [],
      log: createLog("silent"),
    });
    const events: string[] = [];
    const publish = ({ name, data }: FeedEvent) => events.push(`${name} ${(data as { match: { id: string } }).match.id}`);
    const told = new ToldMatches({ matches, feed: { publish }, delayMs: () => 0 });
    const [one, two] = [resultOf(newPlayers(2)), resultOf(newPlayers(2))];
    for (const result of [one, two]) told.begin({ ...result, roomId: "room", players: () => [] } satisfies StartedMatch);
    events.splice(0);
    await told.finish(one);
    await until("its end is told", () => events.length === 1);
    await matches.idle();

    rmSync(join(dataDir, "matches", "outbox"), { recursive: true });
    await database.schema.alterTable("matches").renameTo("matches_away").execute();
    let settled = 0;
    await assert.rejects(told.finish(two, () => settled++));
    await database.schema.alterTable("matches_away").renameTo("matches").execute();
    await sweep.once();
    await until("its end is told", () => events.length === 2);
    assert.deepEqual([settled, events], [1, [`match-finished ${one.id}`, `match-finished ${two.id}`]]);
  });
});
