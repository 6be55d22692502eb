import { sql } from "kysely";
import type { Database } from "../../server/database/open-database.ts";
import type { MatchResult } from "../../server/matches/match-result.ts";
import { RATING, WINS } from "./made-results.ts";

/** What a database must hold after every result was acknowledged, counted as what is wrong with it: 0 of each. */
export interface ResultFaults {
  readonly missing: number;
  readonly unsettled: number;
  /** Rating changes too few or too many. */
  readonly changesOff: number;
  /** Rows whose *before* is not the *after* of the one before, or whose number does not follow. */
  readonly brokenChains: number;
  /** Players whose rating is not the end of their chain. */
  readonly strayRatings: number;
  /** Players whose wins on the board are not those of the results. */
  readonly wrongWins: number;
  /** Players whose place on the rating board is not their rating. */
  readonly wrongBoardRatings: number;
}

export async function resultFaults(database: Database, results: readonly MatchResult[]): Promise<ResultFaults> {
  const stored = await database.selectFrom("matches").select(["id", "state", "counts"]).execute();
  const known = new Map(stored.filter(({ counts }) => counts).map(({ id, state }) => [id, state]));
  const people = results.reduce((sum, { participants }) => sum + participants.length, 0);
  const seats = await count(database, sql`select 1 from match_seats`);
  const changes = await count(database, sql`select 1 from rating_changes`);
  const wins = new Map<string, number>();
  for (const { participants } of results)
    for (const { player, place } of participants) if (place === 1) wins.set(player, (wins.get(player) ?? 0) + 1);
  const onBoard = await database.selectFrom("board_standings").select(["player", "value"]).where("board", "=", WINS).execute();
  const shown = new Map(onBoard.map(({ player, value }) => [player, value]));
  const winners = new Set([...wins.keys(), ...shown.keys()]);
  return {
    missing: results.filter(({ id }) => !known.has(id)).length + Math.abs(people - seats),
    unsettled: results.filter(({ id }) => known.get(id) !== "settled").length,
    changesOff: Math.abs(changes - people),
    brokenChains: await count(database, CHAINS),
    strayRatings: await count(database, STRAYS),
    wrongWins: [...winners].filter((player) => wins.get(player) !== shown.get(player)).length,
    wrongBoardRatings: await count(database, BOARD_RATINGS),
  };
}

const CHAINS = sql`
  select 1 from (
    select value_before, deviation_before, number,
      coalesce(lag(value_after) over chain, 1500) as value, coalesce(lag(deviation_after) over chain, 350) as deviation,
      coalesce(lag(number) over chain, 0) + 1 as follows
    from rating_changes window chain as (partition by player, game, mode order by number)
  ) rows where value_before <> value or deviation_before <> deviation or number <> follows`;

const STRAYS = sql`
  select 1 from ratings left join lateral (
    select value_after, deviation_after, number from rating_changes c
    where c.player = ratings.player and c.game = ratings.game and c.mode = ratings.mode order by number desc limit 1
  ) last on true where last.number is distinct from ratings.changes or value_after <> value or deviation_after <> deviation`;

const BOARD_RATINGS = sql`
  select 1 from ratings left join board_standings b on b.player = ratings.player and b.board = ${RATING}
  where b.value is distinct from round(ratings.value)`;

async function count(database: Database, query: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*) as count from (${query}) counted`.execute(database);
  return Number(rows[0]?.count);
}
