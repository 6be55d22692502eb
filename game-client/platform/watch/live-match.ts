import { type Fields, listOf, numberOf, textOf } from "../../net/fields.ts";
import { type Answer, request } from "../../net/request.ts";

export interface LiveSeat {
  readonly seat: number;
  /** Empty for a bot of its own. */
  readonly player: string;
  readonly name: string;
  readonly bot: boolean;
  readonly team: number;
  readonly score: number;
}

/** A public match that is played now. */
export interface LiveMatch {
  readonly id: string;
  readonly game: string;
  readonly mode: string;
  readonly map: string;
  readonly roomId: string;
  readonly startedAtMs: number;
  /** How many play; `leaders` are those that the server tells of, best first. */
  readonly seats: number;
  readonly leaders: readonly LiveSeat[];
  readonly watchers: number;
}

const MOST = 100;

/** Every public match that runs, newest first, as far as one page of the server goes. */
export function liveMatches(): Promise<Answer<readonly LiveMatch[]>> {
  return request(`/api/matches?state=live&limit=${MOST}`, {}, ({ matches }) => listOf(matches, readLiveMatch)?.filter(({ id }) => id !== ""));
}

/** A match of a list (`players`) or of the feed (`leaders` and `seats`). */
export function readLiveMatch({ id, game, mode, map, roomId, startedAt, players, leaders, seats, watchers }: Fields): LiveMatch {
  const startedAtMs = Date.parse(textOf(startedAt));
  const read = readLiveSeats(players ?? leaders);
  return {
    ...{ id: textOf(id), game: textOf(game), mode: textOf(mode), map: textOf(map), roomId: textOf(roomId) },
    startedAtMs: Number.isNaN(startedAtMs) ? Date.now() : startedAtMs,
    seats: numberOf(seats) || read.length,
    leaders: read,
    watchers: numberOf(watchers),
  };
}

/** Best first. */
export function readLiveSeats(value: unknown): readonly LiveSeat[] {
  const read = listOf(value, ({ seat, player, name, bot, team, score }) => ({
    ...{ seat: numberOf(seat), player: textOf(player), name: textOf(name), bot: bot === true, team: numberOf(team), score: numberOf(score) },
  }));
  return (read ?? []).toSorted(byScore);
}

/** `match` after the news of its score, which name those in front alone. */
export function withScore(match: LiveMatch, { leaders, seats }: Fields): LiveMatch {
  const told = readLiveSeats(leaders);
  const others = match.leaders.filter(({ seat }) => !told.some((each) => each.seat === seat));
  return { ...match, leaders: [...told, ...others].toSorted(byScore), seats: numberOf(seats) || match.seats };
}

/** The scores of both sides: of two teams, or of the two who are in front. */
export function topScores({ mode, leaders }: Pick<LiveMatch, "mode" | "leaders">): readonly [number, number] {
  if (mode !== "teams") return [leaders[0]?.score ?? 0, leaders[1]?.score ?? 0];
  const ofTeam = (team: number) => leaders.reduce((sum, seat) => sum + (seat.team === team ? seat.score : 0), 0);
  const [a, b] = [ofTeam(0), ofTeam(1)];
  return a < b ? [b, a] : [a, b];
}

function byScore(a: LiveSeat, b: LiveSeat): number {
  return b.score - a.score;
}
