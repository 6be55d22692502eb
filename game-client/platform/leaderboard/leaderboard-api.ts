import { type Fields, fieldsOf, listOf, numberOf, textOf } from "../../net/fields.ts";
import { type Answer, reading, request } from "../../net/request.ts";

export type Scope = "top" | "around" | "friends";

export interface ListedBoard {
  readonly id: string;
  readonly title: string;
}

export interface ShownStanding {
  readonly rank: number;
  readonly player: string;
  readonly name: string;
  readonly guest: boolean;
  readonly value: number;
}

export interface ShownBoard extends ListedBoard {
  /** Whether guests are listed. */
  readonly guests: boolean;
  readonly season: string;
  /** Newest first; those that are over are the archive. */
  readonly seasons: readonly string[];
  readonly standings: readonly ShownStanding[];
  readonly next: string | undefined;
}

export interface BoardQuery {
  readonly scope: Scope;
  readonly limit?: number;
  readonly season?: string | undefined;
  readonly after?: string | undefined;
}

/** Every board of every game. */
export function boards(): Promise<Answer<readonly ListedBoard[]>> {
  return request("/api/games", {}, ({ games }) => listOf(games, ({ boards }) => listOf(boards, readListed) ?? [])?.flat());
}

/** `around` and `friends` need a token. */
export function standingsOf(board: string, { scope, limit = 20, season, after }: BoardQuery, token?: string): Promise<Answer<ShownBoard>> {
  const query = new URLSearchParams({ scope, limit: String(limit), ...(season && { season }), ...(after && { after }) });
  return request(`/api/leaderboards/${encodeURIComponent(board)}?${query}`, reading(token), readBoard);
}

function readListed({ id, title }: Fields): ListedBoard {
  return { id: textOf(id), title: textOf(title) };
}

function readBoard({ board, season, seasons, standings, next }: Fields): ShownBoard | undefined {
  const read = listOf(standings, ({ rank, player, name, guest, value }) => ({
    ...{ rank: numberOf(rank), player: textOf(player), name: textOf(name), guest: guest === true, value: numberOf(value) },
  }));
  if (!read) return undefined;
  return {
    ...readListed(fieldsOf(board)),
    guests: fieldsOf(board).guests === true,
    season: textOf(season),
    seasons: Array.isArray(seasons) ? seasons.map(textOf) : [],
    standings: read,
    next: typeof next === "string" ? next : undefined,
  };
}
