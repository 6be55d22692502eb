import { sql } from "kysely";
import type { Database } from "../../server/database/open-database.ts";
import type { MatchResult } from "../../server/matches/match-result.ts";

/** The control: a match is stored with an upsert, and its points are added to what each player has. */
export async function createNaiveTables(database: Database): Promise<void> {
  await sql`create table if not exists naive_matches (id text primary key, ended_at timestamptz not null)`.execute(database);
  await sql`create table if not exists naive_points (player text primary key, points integer not null)`.execute(database);
}

export async function naiveFinish(database: Database, result: MatchResult): Promise<void> {
  await sql`insert into naive_matches values (${result.id}, ${result.endedAt}) on conflict (id) do update set ended_at = excluded.ended_at`.execute(
    database,
  );
  for (const { player, score } of result.participants) {
    const added = sql`insert into naive_points values (${player}, ${score})`;
    await sql`${added} on conflict (player) do update set points = naive_points.points + excluded.points`.execute(database);
  }
}

/** Points that were counted. */
export async function naivePoints(database: Database): Promise<number> {
  const { rows } = await sql<{ points: string | null }>`select sum(points) as points from naive_points`.execute(database);
  return Number(rows[0]?.points ?? 0);
}
