import { type Insertable, type Selectable, sql, type Transaction } from "kysely";
import type { Database } from "../database/open-database.ts";
import type { MatchesTable, MatchSeatsTable, Tables } from "../database/tables.ts";
import { GONE_PLAYER, isGone, type MatchId, type PlayerId } from "../ids.ts";
import type { MatchResult } from "./match-result.ts";
import type { StartedMatch } from "./matches.ts";

/** For this long the process that recorded or claimed a result is left to finish it. */
const CLAIM_SECONDS = 30;

/** A match that is live in the database. */
export type LiveRow = Pick<Selectable<MatchesTable>, "id" | "game" | "mode" | "map" | "ranked" | "started_at" | "process">;

/** The matches of the database, as far as finishing them goes. Every method may be repeated without effect. */
export class MatchStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The match is live in `process`; nothing where it is known already. */
  async begin({ id, game, mode, map, ranked, startedAt }: StartedMatch, process: string): Promise<void> {
    await this.#database
      .insertInto("matches")
      .values({ id, game, mode, map, ranked, state: "live", started_at: startedAt, process })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
  }

  /**
   * Stores how a match ended, once; returns what is stored, the first result that came whatever `result` says, and if all is
   * done. Who has deleted their account is nobody in it, under an id that `isGone`. Only a sweep's word that nothing is known gives way: to the process that has the result on its disk, and is back.
   */
  async record(delivered: MatchResult): Promise<{ readonly result: MatchResult; readonly settled: boolean }> {
    const first = await this.#database.transaction().execute(async (transaction) => {
      const result = await withoutDeleted(transaction, delivered);
      const { id, game, mode, map, ranked, startedAt, endedAt, reason, counts } = result;
      const ending = { state: "recorded", map, started_at: startedAt, ended_at: endedAt, reason, counts } as const;
      const seats = seatRows(result);
      const claimed_until = sql<Date>`now() + make_interval(secs => ${sql.lit(CLAIM_SECONDS)})`;
      const stored = await transaction
        .insertInto("matches")
        .values({ id, game, mode, ranked, ...ending, claimed_until })
        .onConflict((conflict) =>
          conflict
            .column("id")
            .doUpdateSet({ ...ending, claimed_until })
            .where((eb) => {
              const nothingKnown = sql<boolean>`matches.reason = 'fault' and not exists (select 1 from match_seats where match_id = matches.id)`;
              return seats.length > 0 ? eb.or([eb("matches.state", "=", "live"), nothingKnown]) : eb("matches.state", "=", "live");
            }),
        )
        .returning("id")
        .executeTakeFirst();
      if (!stored) return undefined;
      if (seats.length > 0) await transaction.insertInto("match_seats").values(seats).execute();
      return result;
    });
    return first ? { result: first, settled: false } : this.#recorded(delivered);
  }

  /** Everything that follows from the result is done. */
  async settle(id: MatchId): Promise<void> {
    await this.#database.updateTable("matches").set({ state: "settled" }).where("id", "=", id).where("state", "=", "recorded").execute();
  }

  /** The stored result, of those who have not deleted their account; undefined where there is none yet. */
  async find(id: MatchId): Promise<MatchResult | undefined> {
    const result = await this.#find(id);
    return result && { ...result, participants: result.participants.filter(({ player }) => !isGone(player)) };
  }

  async #find(id: MatchId): Promise<MatchResult | undefined> {
    const match = await this.#database.selectFrom("matches").selectAll().where("id", "=", id).executeTakeFirst();
    if (!match?.ended_at) return undefined;
    const seats = await this.#database.selectFrom("match_seats").selectAll().where("match_id", "=", id).orderBy("position").execute();
    return resultOf(match, match.ended_at, seats);
  }

  /** Some results that are recorded, not settled, and claimed by nobody; claimed from now on for the caller. */
  async claim(limit: number): Promise<readonly MatchResult[]> {
    const claimed = await this.#database
      .updateTable("matches")
      .set({ claimed_until: sql<Date>`now() + make_interval(secs => ${sql.lit(CLAIM_SECONDS)})` })
      .where("id", "in", (query) =>
        query
          .selectFrom("matches")
          .select("id")
          .where("state", "=", "recorded")
          .where("claimed_until", "<", sql<Date>`now()`)
          .orderBy("ended_at")
          .limit(limit)
          .forUpdate()
          .skipLocked(),
      )
      .returning("id")
      .execute();
    const results = await Promise.all(claimed.map(({ id }) => this.#find(id as MatchId)));
    return results.filter((result) => result !== undefined);
  }

  /** Matches that are live in one of `processes`, but `except`. */
  async liveIn(processes: readonly string[], except: readonly MatchId[], limit: number): Promise<readonly LiveRow[]> {
    return this.#database
      .selectFrom("matches")
      .select(["id", "game", "mode", "map", "ranked", "started_at", "process"])
      .where("state", "=", "live")
      .where("process", "in", processes)
      .where(sql<boolean>`not (id = any(${except}))`)
      .limit(limit)
      .execute();
  }

  async #recorded(result: MatchResult): Promise<{ readonly result: MatchResult; readonly settled: boolean }> {
    const row = await this.#database.selectFrom("matches").select("state").where("id", "=", result.id).executeTakeFirst();
    return { result: (await this.#find(result.id)) ?? result, settled: row?.state === "settled" };
  }
}

/** A result may come long after: what would have been erased with an account is not written again. */
async function withoutDeleted(transaction: Transaction<Tables>, result: MatchResult): Promise<MatchResult> {
  const players = result.participants.map(({ player }) => player);
  if (players.length === 0) return result;
  const rows = await transaction.selectFrom("account_deletions").select("player").where("player", "in", players).execute();
  const deleted = new Set(rows.map(({ player }) => player));
  const participants = result.participants.map((each, position) =>
    deleted.has(each.player) ? { ...each, player: `${GONE_PLAYER}${position}` as PlayerId, name: "" } : each,
  );
  return { ...result, participants };
}

function seatRows(result: MatchResult): Insertable<MatchSeatsTable>[] {
  const { id: match_id, endedAt: ended_at } = result;
  const row = ({ name, seat, team, place, score }: MatchResult["bots"][number]) => ({ match_id, name, seat, team, place, score, ended_at });
  const people = result.participants.map((each) => {
    const { player, left: gone, rated, values } = each;
    return { ...row(each), player, gone, rated, board_values: JSON.stringify(values) };
  });
  const bots = result.bots.map((each) => ({ ...row(each), player: null, gone: false, rated: false, board_values: null }));
  return [...people, ...bots].map((each, position) => ({ ...each, position }));
}

function resultOf(match: Selectable<MatchesTable>, endedAt: Date, seats: readonly Selectable<MatchSeatsTable>[]): MatchResult {
  const placed = ({ name, seat, team, place, score }: Selectable<MatchSeatsTable>) => ({ name, seat, team, place, score });
  return {
    id: match.id as MatchId,
    game: match.game,
    mode: match.mode,
    map: match.map,
    ranked: match.ranked,
    startedAt: match.started_at,
    endedAt,
    reason: match.reason ?? "",
    counts: match.counts ?? false,
    participants: seats.flatMap((row) => {
      const { player, gone, rated, board_values } = row;
      return player === null ? [] : [{ ...placed(row), player: player as PlayerId, left: gone, rated, values: board_values ?? {} }];
    }),
    bots: seats.flatMap((row) => (row.player === null ? [placed(row)] : [])),
  };
}
