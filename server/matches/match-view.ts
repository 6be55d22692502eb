import type { Watchers } from "../audience/audience.ts";
import type { FinishedMatch, FinishedSeat } from "./match-history.ts";
import type { LivePlayer, StartedMatch } from "./matches.ts";

/** A match that is over, as everybody reads it. */
export function finishedView({ seats, startedAt, endedAt, ...match }: FinishedMatch): object {
  return {
    ...match,
    state: "finished",
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    durationMs: endedAt.getTime() - startedAt.getTime(),
    players: seats.map(seatView),
  };
}

/** A match that is played now, as everybody reads it; `audience` are those who watch it. */
export function liveView(match: StartedMatch, audience: Watchers | undefined): object {
  const { id, game, mode, map, ranked, startedAt, roomId } = match;
  const players = match.players().map(({ player, name, seat, team, score, bot }: LivePlayer) => ({
    ...{ player, name, bot, seat, team, score },
    watchers: audience?.following[seat] ?? 0,
  }));
  const watchers = audience?.watchers ?? 0;
  const durationMs = Math.max(0, Date.now() - startedAt.getTime());
  return { id, game, mode, map, ranked, state: "live", roomId, startedAt: startedAt.toISOString(), durationMs, watchers, players };
}

function seatView({ player, name, bot, seat, team, place, score, left, rating }: FinishedSeat): object {
  const shown = rating && { before: Math.round(rating.before), after: Math.round(rating.after), provisional: rating.provisional };
  return { player, name, bot, seat, team, place, score, left, rating: shown };
}
