import type { AnyGame, Outcome, SeatEntry, World } from "../../rooms/lib/game.ts";
import type { RecordHeader } from "../../rooms/lib/record-header.ts";
import { bySeat } from "../../rooms/lib/seats.ts";
import type { MatchId, PlayerId } from "../ids.ts";
import type { MatchResult, Participant, SeatedBot } from "./match-result.ts";
import { type LivePlayer, NO_RESULT, type NoResult } from "./matches.ts";
import type { SeatStay, SeatStays } from "./seat-stays.ts";

type Header = Pick<RecordHeader, "matchId" | "options" | "startedAt" | "from">;
type Ending = Outcome | { readonly reason: string };

/** What is known of a match from the beginning of its play. */
export function kindOf(game: AnyGame, header: Header, stays: SeatStays, world: World) {
  const { matchId, options } = header;
  const { mode } = options as { mode?: unknown };
  const { map } = world as { map?: unknown };
  return {
    id: matchId as MatchId,
    game: game.id,
    mode: typeof mode === "string" ? mode : (game.modes[0]?.id ?? ""),
    map: typeof map === "string" ? map : "",
    ranked: options.code === "",
    startedAt: timeOf(game, header, stays.playTick ?? header.from?.tick ?? 0),
  };
}

/** Who plays now; without teams every seat is a side of its own. */
export function livePlayers(game: AnyGame, mode: string, world: World): readonly LivePlayer[] {
  return bySeat(world).map(({ player, name, seat, team, score, bot }) => ({
    player: player as PlayerId | "",
    name,
    seat,
    team: hasTeams(game, mode) ? team : seat,
    score,
    bot,
  }));
}

/** The result of a match that `world` is the end of; times are counted in ticks, so that a record gives the same as the room. */
export function makeResult(game: AnyGame, header: Header, stays: SeatStays, world: World, ending: Ending): MatchResult {
  const kind = kindOf(game, header, stays, world);
  const counts = "ranking" in ending && !NO_RESULT.includes(ending.reason as NoResult);
  const ranking = counts && "ranking" in ending ? ending.ranking : [];
  const placeOf = new Map(ranking.map(({ seat, place }) => [seat, place]));
  const halfTick = ((stays.playTick ?? 0) + world.tick) / 2;
  const behindAll = counts ? ranking.length + 1 : 0;
  const teams = hasTeams(game, kind.mode);
  const placed = (entry: Pick<SeatEntry, "name" | "seat" | "score">, place: number): SeatedBot => {
    const team = teams ? (world.players.get(String(entry.seat))?.team ?? 0) : entry.seat;
    return { name: entry.name, seat: entry.seat, team, place, score: entry.score };
  };
  const participants = lastStays(stays.all).map((stay): Participant => {
    const own = stays.all.filter(({ player }) => player === stay.player);
    // Who sat on several seats gets the worst of them: changing sides is no way out.
    const place = Math.max(...own.map(({ seat, takenOver }) => (takenOver ? behindAll : (placeOf.get(seat) ?? behindAll))));
    const score = stay.takenOver ? stay.score : (world.players.get(String(stay.seat))?.score ?? stay.score);
    const left = stay.leftTick !== undefined || stay.away;
    const rated = Math.min(...own.map(({ fromTick }) => fromTick)) <= halfTick;
    const values = rated && !left && counts ? boardValues(game, world, stay.seat, ending as Outcome) : {};
    return { ...placed({ ...stay, score }, place), player: stay.player as PlayerId, left, rated, values };
  });
  const playedOn = new Set(stays.all.flatMap(({ seat, takenOver }) => (takenOver ? [] : [seat])));
  const bots = bySeat(world).filter(({ seat }) => !playedOn.has(seat));
  return {
    ...kind,
    endedAt: timeOf(game, header, world.tick),
    reason: ending.reason,
    counts,
    participants,
    bots: bots.map((entry) => placed(entry, placeOf.get(entry.seat) ?? 0)),
  };
}

/** When a tick was played: the first came right after the start, whatever its number. */
function timeOf(game: AnyGame, { startedAt, from }: Header, tick: number): Date {
  return new Date(startedAt + ((tick - (from?.tick ?? 0)) * 1000) / game.tickHz);
}

/** What the game gives the player of a seat for its boards. */
function boardValues(game: AnyGame, world: World, seat: number, outcome: Outcome): Record<string, number> {
  const entry = world.players.get(String(seat));
  const values = (game.boards ?? []).map(({ id, value }) => [id, entry && value(entry, outcome)] as const);
  return Object.fromEntries(values.flatMap(([id, value]) => (value !== undefined && Number.isFinite(value) ? [[id, value]] : [])));
}

/** The last stay of each person, in the order of their seats. */
function lastStays(stays: readonly SeatStay[]): SeatStay[] {
  const last = new Map(stays.map((stay) => [stay.player, stay]));
  return [...last.values()].sort((a, b) => a.seat - b.seat || a.fromTick - b.fromTick);
}

function hasTeams(game: AnyGame, mode: string): boolean {
  return (game.modes.find(({ id }) => id === mode)?.teams ?? 0) > 0;
}
