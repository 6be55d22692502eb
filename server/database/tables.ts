import type { Generated } from "kysely";

/** Every table, as Kysely sees it; the migrations are the truth. Times are `timestamptz`, counts `integer`. */
export interface Tables {
  players: PlayersTable;
}

export interface PlayersTable {
  id: string;
  name: string;
  /** The name without case, width and look-alikes: unique among those who registered. */
  name_key: string;
  guest: boolean;
  created_at: Generated<Date>;
}
