import { type RawBuilder, sql } from "kysely";
import type { Database } from "../../server/database/open-database.ts";
import type { Board } from "../../server/leaderboard/leaderboard.ts";

/** The control: the rank of a player as PostgreSQL counts it best, both counts read from an index alone. */
export async function countedRank(database: Database, board: Board, player: string): Promise<number> {
  return (await query(board, player).execute(database)).rows[0]?.rank ?? 0;
}

export async function indexForCounts(database: Database): Promise<void> {
  await sql`create index on board_standings (board, season, value desc, reached_at, reached_seq)`.execute(database);
}

/** Lets PostgreSQL know what was loaded, and throws where it would not read the index alone. */
export async function prepareCounts(database: Database, board: Board, player: string): Promise<void> {
  await sql`vacuum analyze board_standings`.execute(database);
  await sql`analyze players`.execute(database);
  const { rows } = await sql<{ "QUERY PLAN": string }>`explain ${query(board, player)}`.execute(database);
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  if (plan.match(/Index Only Scan/g)?.length !== 2 || plan.includes("Seq Scan")) throw new Error(`count(*) has no index of its own:\n${plan}`);
}

function query(board: Board, player: string): RawBuilder<{ rank: number }> {
  return sql<{ rank: number }>`select (
      select count(*) from board_standings o where o.board = ${board.id} and o.season = 'all' and o.value > me.value
    )::int + (
      select count(*) from board_standings o where o.board = ${board.id} and o.season = 'all' and o.value = me.value
        and (o.reached_at, o.reached_seq) < (me.reached_at, me.reached_seq)
    )::int + 1 as rank
    from board_standings me where me.player = ${player} and me.board = ${board.id} and me.season = 'all'`;
}
