import { sql } from "kysely";
import type { Database } from "../../server/database/open-database.ts";
import type { PlayerId } from "../../server/ids.ts";
import type { Board } from "../../server/leaderboard/leaderboard.ts";

/** Few enough for the time that a statement may take. */
const ROWS_A_STATEMENT = 50_000;

/** Whoever has the number `i` on a loaded board. */
export function loadedPlayer(i: number): PlayerId {
  return `p_${String(i).padStart(16, "0")}` as PlayerId;
}

/** Players under the numbers 1 to `count`. */
export async function loadPlayers(database: Database, count: number): Promise<void> {
  await inParts(count, async (from, to) => {
    await sql`insert into players (id, name, name_key, guest)
      select 'p_' || lpad(i::text, 16, '0'), 'Player ' || i, 'player' || i, false from generate_series(${from}::int, ${to}::int) i`.execute(database);
  });
}

/** Gives each player one entry on a board of the season `all`, with one of `distinct` values. */
export async function loadBoard(database: Database, board: Board, count: number, distinct: number): Promise<void> {
  await inParts(count, async (from, to) => {
    await sql`with entry as (
        insert into board_entries (board, season, seq, player, source, value, at)
        select ${board.id}::text, 'all', i, 'p_' || lpad(i::text, 16, '0'), 'load', floor(random() * ${distinct}::float8),
          date_trunc('milliseconds', timestamptz '2026-01-01' + i * interval '20 ms')
        from generate_series(${from}::int, ${to}::int) i returning *)
      insert into board_standings (board, season, player, value, reached_at, reached_seq, last_at, last_seq, version)
      select board, season, player, value, at, seq, at, seq, seq from entry`.execute(database);
  });
  await database.insertInto("board_seasons").values({ board: board.id, season: "all", head: count }).execute();
}

async function inParts(count: number, part: (from: number, to: number) => Promise<void>): Promise<void> {
  for (let from = 1; from <= count; from += ROWS_A_STATEMENT) await part(from, Math.min(count, from + ROWS_A_STATEMENT - 1));
}
