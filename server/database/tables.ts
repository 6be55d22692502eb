import type { ColumnType, Generated } from "kysely";

/** Every table, as Kysely sees it; the migrations are the truth. Times are `timestamptz`, counts `integer`. */
export interface Tables {
  players: PlayersTable;
  matches: MatchesTable;
  match_seats: MatchSeatsTable;
  match_processes: MatchProcessesTable;
  ratings: RatingsTable;
  rating_changes: RatingChangesTable;
  board_seasons: BoardSeasonsTable;
  board_entries: BoardEntriesTable;
  board_standings: BoardStandingsTable;
  credentials: CredentialsTable;
  sessions: SessionsTable;
  pins: PinsTable;
  account_deletions: AccountDeletionsTable;
  journals: JournalsTable;
  journal_segments: JournalSegmentsTable;
}

export interface PlayersTable {
  id: string;
  name: string;
  /** The name without case, width and look-alikes: unique among those who registered. */
  name_key: string;
  guest: boolean;
  created_at: Generated<Date>;
  /** Null for a guest. */
  registered_at: ColumnType<Date | null, Date | undefined, Date>;
  renamed_at: ColumnType<Date | null, never, Date | null>;
}

export interface MatchesTable {
  id: string;
  game: string;
  mode: string;
  map: string;
  ranked: boolean;
  /** `recorded` has its result, but not all that follows from it is done. */
  state: "live" | "recorded" | "settled";
  started_at: Date;
  /** The three are null while it is live. */
  ended_at: Date | null;
  reason: string | null;
  counts: boolean | null;
  /** The process that plays it. */
  process: string | null;
  /** Until then one process finishes it; the others leave it alone. */
  claimed_until: Generated<Date>;
  /** Whether the record comes to the result; null where that is not known. */
  verified: ColumnType<"verified" | "differs" | null, never, "verified" | "differs">;
  verify_tries: Generated<number>;
  /** When it may be tried next. */
  verify_after: Generated<Date>;
}

/** A person who took part, or a bot of its own that sat there at the end (`player` is null). */
export interface MatchSeatsTable {
  match_id: string;
  /** Orders them as the result did. */
  position: number;
  player: string | null;
  name: string;
  seat: number;
  team: number;
  place: number;
  score: number;
  gone: boolean;
  rated: boolean;
  /** What the match gives to boards, by board; null for a bot. */
  board_values: ColumnType<Record<string, number> | null, string | null>;
  /** The match's, for a player's history. */
  ended_at: Date;
}

/** When each process that plays matches was last heard of. */
export interface MatchProcessesTable {
  id: string;
  seen_at: Date;
}

/** Where each player stands: always the end of their `rating_changes`. */
export interface RatingsTable {
  player: string;
  game: string;
  mode: string;
  value: number;
  deviation: number;
  volatility: number;
  changes: Generated<number>;
  changed_at: Date;
}

export interface RatingChangesTable {
  match_id: string;
  player: string;
  game: string;
  mode: string;
  /** Counts a player's changes in one game and mode from 1. */
  number: number;
  value_before: number;
  deviation_before: number;
  value_after: number;
  deviation_after: number;
  volatility_after: number;
  provisional: boolean;
  at: Date;
}

export interface BoardSeasonsTable {
  board: string;
  season: string;
  generation: Generated<string>;
  /** The newest version of the season. */
  head: Generated<number>;
}

/** The ledger of the boards. */
export interface BoardEntriesTable {
  board: string;
  season: string;
  /** Order of the ledger, in a season. */
  seq: number;
  player: string;
  /** What the entry comes from: one entry a source, board and player. */
  source: string;
  value: number;
  at: Date;
}

/** What the ledger comes to. */
export interface BoardStandingsTable {
  board: string;
  season: string;
  player: string;
  value: number;
  /** The entry that reached the value, and the last one. */
  reached_at: Date;
  reached_seq: number;
  last_at: Date;
  last_seq: number;
  /** Grows with each change in the season. */
  version: number;
}

/** How a registered player signs in. */
export interface CredentialsTable {
  player: string;
  password_hash: string;
  /** Of the code for who forgets the password; null where none was given out. */
  recovery_hash: string | null;
  email: string | null;
}

/** A match whose journal is kept because somebody who played it wants it. */
export interface PinsTable {
  player: string;
  match_id: string;
  at: Generated<Date>;
}

/** One device that is or was signed in. */
export interface SessionsTable {
  id: string;
  player: string;
  device: string;
  created_at: Date;
  seen_at: Date;
  expires_at: Date;
  revoked_at: ColumnType<Date | null, never, Date>;
}

/** Accounts that are deleted; nothing may be written for them any more. */
export interface AccountDeletionsTable {
  player: string;
  asked_at: Date;
  /** When everything about them was last erased; null until then. */
  erased_at: ColumnType<Date | null, never, Date>;
}

/** Matches that are over: what a cluster keeps of their journals. */
export interface JournalsTable {
  match_id: string;
  record: Uint8Array | null;
  /** A BroadcastIndex. */
  broadcast: ColumnType<unknown, string | null, string>;
  /** Of the record and all segments. */
  bytes: Generated<string | number>;
  archived_at: Date;
}

/** Sealed segments of their broadcasts, gzip. */
export interface JournalSegmentsTable {
  match_id: string;
  n: number;
  bytes: Uint8Array;
}
