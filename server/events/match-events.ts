import type { MatchResult } from "../matches/match-result.ts";
import type { LivePlayer, StartedMatch } from "../matches/matches.ts";
import type { FeedEvent } from "./live-feed.ts";

/** An event names this many players, those in front: it stays small whoever plays. */
const NAMED = 4;

export function matchStarted(match: StartedMatch): FeedEvent {
  const { id, game, mode, map, startedAt, roomId } = match;
  const players = match.players();
  const leaders = leadersOf(players);
  return {
    name: "match-started",
    game,
    data: { match: { id, game, mode, map, startedAt: startedAt.toISOString(), roomId, seats: players.length, leaders } },
  };
}

/** The score as `players` have it. */
export function scoreChanged({ id, game }: Pick<StartedMatch, "id" | "game">, players: readonly LivePlayer[]): FeedEvent {
  return { name: "score", game, data: { match: id, game, seats: players.length, leaders: leadersOf(players) } };
}

export function matchFinished(result: MatchResult): FeedEvent {
  const { id, game, mode, map, startedAt, endedAt, reason, counts, participants, bots } = result;
  const seats = [
    ...participants.map(({ player, name, seat, team, place, score }) => ({ player, name, bot: false, seat, team, place, score })),
    ...bots.map(({ name, seat, team, place, score }) => ({ player: "", name, bot: true, seat, team, place, score })),
  ].sort((a, b) => a.place - b.place || b.score - a.score || a.seat - b.seat);
  const durationMs = endedAt.getTime() - startedAt.getTime();
  const ending = { endedAt: endedAt.toISOString(), durationMs, reason, counts };
  return { name: "match-finished", game, data: { match: { id, game, mode, map, ...ending, seats: seats.length, leaders: seats.slice(0, NAMED) } } };
}

function leadersOf(players: readonly LivePlayer[]): readonly object[] {
  return players
    .toSorted((a, b) => b.score - a.score || a.seat - b.seat)
    .slice(0, NAMED)
    .map(({ player, name, bot, seat, team, score }) => ({ player, name, bot, seat, team, score }));
}
