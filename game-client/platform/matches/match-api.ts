import { type Fields, fieldsOf, listOf, numberOf, textOf } from "../../net/fields.ts";
import { type Answer, reading, request } from "../../net/request.ts";

/** What a match did to a rating. */
export interface RatingStep {
  readonly before: number;
  readonly after: number;
  readonly provisional: boolean;
}

export interface MatchSeat {
  readonly player: string;
  readonly name: string;
  readonly bot: boolean;
  readonly team: number;
  /** 0 where the match does not count. */
  readonly place: number;
  readonly score: number;
  readonly left: boolean;
  readonly rating: RatingStep | undefined;
}

/** A match that is over, or one that is played now. */
export interface ShownMatch {
  readonly id: string;
  readonly game: string;
  readonly mode: string;
  readonly map: string;
  readonly ranked: boolean;
  readonly live: boolean;
  readonly counts: boolean;
  readonly reason: string;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly players: readonly MatchSeat[];
  /** Of a match that runs; empty for others. */
  readonly roomId: string;
  readonly watchers: number;
  /** Whether it came out the same when it was played again from its inputs; undefined where that was not tried. */
  readonly verified: "verified" | "differs" | undefined;
  /** Whether its replay is kept; of a match in a list that is not known. */
  readonly replay: boolean | undefined;
  /** Whether who asks keeps it; undefined for who did not play it. */
  readonly pinned: boolean | undefined;
}

export interface MatchPage {
  readonly matches: readonly ShownMatch[];
  readonly next: string | undefined;
}

/** What a player took part in, newest first; with their own token private ones too. */
export function matchesOf(player: string, token: string | undefined, after?: string): Promise<Answer<MatchPage>> {
  const query = after === undefined ? "" : `?after=${encodeURIComponent(after)}`;
  return request(`/api/players/${encodeURIComponent(player)}/matches${query}`, reading(token), ({ matches, next }) => {
    const read = listOf(matches, readMatch);
    return read && { matches: read, next: typeof next === "string" ? next : undefined };
  });
}

export function matchById(id: string, token: string | undefined): Promise<Answer<ShownMatch>> {
  return request(`/api/matches/${encodeURIComponent(id)}`, reading(token), ({ match }) => readMatch(fieldsOf(match)));
}

function readMatch({ id, game, mode, map, ranked, state, counts, reason, startedAt, durationMs, players, ...more }: Fields): ShownMatch {
  return {
    ...{ id: textOf(id), game: textOf(game), mode: textOf(mode), map: textOf(map), reason: textOf(reason) },
    ...{ ranked: ranked === true, live: state === "live", counts: counts === true },
    startedAt: new Date(textOf(startedAt)),
    durationMs: numberOf(durationMs),
    players: listOf(players, readSeat) ?? [],
    ...{ roomId: textOf(more.roomId), watchers: numberOf(more.watchers) },
    verified: more.verified === "verified" || more.verified === "differs" ? more.verified : undefined,
    replay: typeof more.replay === "boolean" ? more.replay : undefined,
    pinned: typeof more.pinned === "boolean" ? more.pinned : undefined,
  };
}

function readSeat({ player, name, bot, team, place, score, left, rating }: Fields): MatchSeat {
  const { before, after, provisional } = fieldsOf(rating);
  const rated = typeof before === "number" && typeof after === "number";
  return {
    ...{ player: textOf(player), name: textOf(name), bot: bot === true, left: left === true },
    ...{ team: numberOf(team), place: numberOf(place), score: numberOf(score) },
    rating: rated ? { before, after, provisional: provisional === true } : undefined,
  };
}
