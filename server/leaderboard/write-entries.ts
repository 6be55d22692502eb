import type { Transaction } from "kysely";
import type { Tables } from "../database/tables.ts";
import type { Board, Entry } from "./leaderboard.ts";
import { advance, compareEntries, type LedgerEntry, type Tally } from "./standing-rule.ts";

type Season = { readonly transaction: Transaction<Tables>; readonly board: Board; readonly season: string };
type Stored = LedgerEntry & { readonly player: string };

/** Appends the entries that are new to the ledger of one season, and brings the standings of their players up to date. */
export async function writeEntries(transaction: Transaction<Tables>, board: Board, season: string, entries: readonly Entry[]): Promise<void> {
  const it: Season = { transaction, board, season };
  const head = await lockedHead(it);
  const stored = await append(it, head, entries);
  if (stored.length === 0) return;
  const byPlayer = Map.groupBy(stored, ({ player }) => player);
  const tallies = await talliesOf(it, [...byPlayer.keys()]);
  const standings: { player: string; tally: Tally; version: number }[] = [];
  for (const [player, added] of byPlayer) {
    const version = Math.max(...added.map(({ seq }) => seq));
    standings.push({ player, tally: await advanced(it, player, tallies.get(player), added), version });
  }
  await store(it, standings);
  await transaction
    .updateTable("board_seasons")
    .set({ head: Math.max(...stored.map(({ seq }) => seq)) })
    .where("board", "=", board.id)
    .where("season", "=", season)
    .execute();
}

/** The newest version; until the transaction ends nobody else writes to the season. */
async function lockedHead({ transaction, board, season }: Season): Promise<number> {
  const { head } = await transaction
    .insertInto("board_seasons")
    .values({ board: board.id, season })
    .onConflict((conflict) => conflict.columns(["board", "season"]).doUpdateSet({ board: board.id }))
    .returning("head")
    .executeTakeFirstOrThrow();
  return head;
}

/** The entries that were not in the ledger; those of players who are gone stay out. */
async function append({ transaction, board, season }: Season, head: number, entries: readonly Entry[]): Promise<Stored[]> {
  const players = [...new Set(entries.map(({ player }) => player))];
  const there = await transaction.selectFrom("players").select("id").where("id", "in", players).forKeyShare().execute();
  const known = new Set(there.map(({ id }) => id));
  const rows = entries
    .filter(({ player }) => known.has(player))
    .map(({ player, source, value, at }, index) => ({ board: board.id, season, seq: head + 1 + index, player, source, value, at }));
  if (rows.length === 0) return [];
  return transaction
    .insertInto("board_entries")
    .values(rows)
    .onConflict((conflict) => conflict.columns(["player", "board", "source"]).doNothing())
    .returning(["player", "value", "at", "seq"])
    .execute();
}

async function talliesOf({ transaction, board, season }: Season, players: readonly string[]): Promise<ReadonlyMap<string, Tally>> {
  const rows = await transaction
    .selectFrom("board_standings")
    .selectAll()
    .where("board", "=", board.id)
    .where("season", "=", season)
    .where("player", "in", players)
    .execute();
  return new Map(
    rows.map((row) => [
      row.player,
      { value: row.value, reached: { at: row.reached_at, seq: row.reached_seq }, last: { at: row.last_at, seq: row.last_seq } },
    ]),
  );
}

/** Goes on from the tally, or over the player's whole ledger where an entry comes late. */
async function advanced(it: Season, player: string, tally: Tally | undefined, added: readonly Stored[]): Promise<Tally> {
  const entries = added.toSorted(compareEntries);
  const isLate = tally && entries[0] && compareEntries(entries[0], tally.last) < 0;
  let next = isLate ? undefined : tally;
  for (const entry of isLate ? await ledgerOf(it, player) : entries) next = advance(it.board.rule, next, entry);
  if (!next) throw new Error(`No entry of ${player} was added`);
  return next;
}

async function ledgerOf({ transaction, board, season }: Season, player: string): Promise<LedgerEntry[]> {
  return transaction
    .selectFrom("board_entries")
    .select(["value", "at", "seq"])
    .where("board", "=", board.id)
    .where("season", "=", season)
    .where("player", "=", player)
    .orderBy("at")
    .orderBy("seq")
    .execute();
}

async function store({ transaction, board, season }: Season, standings: readonly { player: string; tally: Tally; version: number }[]): Promise<void> {
  const rows = standings.map(({ player, tally: { value, reached, last }, version }) => ({
    board: board.id,
    season,
    player,
    value,
    reached_at: reached.at,
    reached_seq: reached.seq,
    last_at: last.at,
    last_seq: last.seq,
    version,
  }));
  await transaction
    .insertInto("board_standings")
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(["player", "board", "season"]).doUpdateSet((eb) => ({
        value: eb.ref("excluded.value"),
        reached_at: eb.ref("excluded.reached_at"),
        reached_seq: eb.ref("excluded.reached_seq"),
        last_at: eb.ref("excluded.last_at"),
        last_seq: eb.ref("excluded.last_seq"),
        version: eb.ref("excluded.version"),
      })),
    )
    .execute();
}
