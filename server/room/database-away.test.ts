import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "../database/open-database.ts";
import type { MatchId } from "../ids.ts";
import { PostgresLeaderboard } from "../leaderboard/postgres-leaderboard.ts";
import { openMatches } from "../matches/open-matches.ts";
import { StoredRatings } from "../ratings/stored-ratings.ts";
import { hostedGame, quickHands } from "../testing/hosted.ts";
import { joinById, own, quickPlay } from "../testing/joined.ts";
import { startPostgres, type TestPostgres } from "../testing/postgres.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { until } from "../testing/until.ts";
import type { MatchSettled } from "./match-report.ts";

const quick = hostedGame(quickHands("quick"));

describe("a room while the database of its matches is away", function () {
  this.timeout(90_000);
  const dataDir = mkdtempSync(join(tmpdir(), "velarium-away-"));
  let postgres: TestPostgres;
  let database: Database;
  let matches: ReturnType<typeof openMatches>;
  let server: TestServer;
  before(async () => {
    postgres = await startPostgres();
    database = await openDatabase({ url: await postgres.createDatabase(), dataDir });
    server = await startTestServer([quick], {}, (services) => {
      const { journal, log } = services;
      const leaderboard = new PostgresLeaderboard({ database, boards: [] });
      matches = openMatches({ database, dataDir, journal, ratings: new StoredRatings(database), leaderboard, games: [quick.game], log });
      return { ...services, matches: matches.matches, history: matches.history };
    });
    await matches.sweep.start();
  });
  after(async () => {
    await server.stop();
    await matches.sweep.stop();
    await database.destroy();
    await postgres.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("plays on, match after match, and tells everybody their rating once it is back", async () => {
    const [one, two] = [await server.guest(), await server.guest()];
    const room = await quickPlay(one, "quick");
    const other = await joinById(two, room.roomId);
    const settled: MatchSettled[] = [];
    room.onMessage("match.settled", (message: MatchSettled) => settled.push(message));
    const ids = [room.state.matchId];
    await until("both sit", () => own(room, one) && own(room, two));
    await postgres.kill();
    for (const next of [true, false]) {
      await until("the match is over", () => room.state.phase === "finished", 20_000);
      if (!next) break;
      await Promise.all([room.request("rematch.vote"), other.request("rematch.vote")]);
      await until("the next match", () => room.state.phase === "playing" && !ids.includes(room.state.matchId), 20_000);
      ids.push(room.state.matchId);
    }
    assert.equal(settled.length, 0);
    await postgres.start();
    await until("both matches are settled", () => settled.length === 2, 30_000);
    assert.deepEqual(new Set(settled.map(({ matchId }) => matchId)), new Set(ids));
    const [first, second] = settled.map(({ changes }) => changes.find(({ player }) => player === one.player.id));
    assert.equal(first?.before, 1500);
    assert.equal(second?.before, first?.after);
    for (const id of ids) assert.equal((await matches.history.find(id as MatchId))?.counts, true);
    await Promise.all([room.leave(), other.leave()]);
  });
});
