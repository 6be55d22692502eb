import { newMatchId, newPlayerId, type PlayerId } from "../ids.ts";
import type { MatchResult, Participant } from "../matches/match-result.ts";

/** Somebody who played to the end from the beginning, unless told otherwise. */
export function participant(player: PlayerId, place: number, more: Partial<Participant> = {}): Participant {
  const seat = more.seat ?? 0;
  return { player, name: player.slice(2, 6), seat, team: seat, place, score: 10 - place, left: false, rated: true, values: {}, ...more };
}

/** A ranked match in which the first of `players` came first, and so on, each a side of their own. */
export function resultOf(players: readonly PlayerId[], more: Partial<MatchResult> = {}): MatchResult {
  const endedAt = more.endedAt ?? new Date("2026-05-01T12:03:00.000Z");
  return {
    id: newMatchId(),
    game: "hands",
    mode: "duel",
    map: "",
    ranked: true,
    startedAt: new Date(endedAt.getTime() - 60_000),
    endedAt,
    reason: "played",
    counts: true,
    participants: players.map((player, seat) => participant(player, seat + 1, { seat })),
    bots: [],
    ...more,
  };
}

export function newPlayers(count: number): PlayerId[] {
  return Array.from({ length: count }, newPlayerId);
}
