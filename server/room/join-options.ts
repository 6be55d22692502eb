import { type AnyGame, BOT_LEVELS, type BotLevel } from "../../rooms/lib/game.ts";
import { AppError } from "../errors.ts";

/** Options of a join or create request, complete: the room's own and the game's. */
export interface RoomOptions {
  readonly private: boolean;
  /** Bots fill a match up to this many occupied seats. */
  readonly fill: number;
  readonly level: BotLevel;
  /** A match goes on from this one. */
  readonly from?: OriginOptions;
  /** The wish of who joins such a match. */
  readonly seat?: number;
  /** What the game's `options` made of the rest. */
  readonly game: object;
}

/** A tick of a match that is over. */
export interface OriginOptions {
  readonly match: string;
  readonly tick: number;
}

/** Reads what a client asks for; throws AppError `match/options` with a sentence that says what to change. */
export function readJoinOptions(game: AnyGame, raw: unknown): RoomOptions {
  if (raw !== undefined && (raw === null || typeof raw !== "object" || Array.isArray(raw))) throw wrong("Options must be an object.");
  const { private: isPrivate = false, fill = game.seats.fill, level = "medium", from, seat, ...rest } = (raw ?? {}) as Record<string, unknown>;
  if (typeof isPrivate !== "boolean") throw wrong('"private" must be true or false.');
  if (typeof fill !== "number" || !Number.isInteger(fill) || fill < 0 || fill > game.seats.max) {
    throw wrong(`"fill" must be a whole number from 0 to ${game.seats.max}: how many seats bots fill up to.`);
  }
  if (!BOT_LEVELS.includes(level as BotLevel)) throw wrong(`"level" must be one of ${BOT_LEVELS.join(", ")}.`);
  const own = Object.keys(rest);
  if (from !== undefined && own.length > 0) throw wrong(`A match that goes on from another has its options: leave out "${own[0]?.slice(0, 40)}".`);
  const read = game.options.read(rest);
  if (!read.ok) throw wrong(read.message);
  const options = { private: isPrivate, fill, level: level as BotLevel, game: read.options };
  return {
    ...options,
    ...(from !== undefined && { from: readOrigin(game, from, isPrivate) }),
    ...(seat !== undefined && { seat: readSeat(game, seat) }),
  };
}

/** The options that decide whether a running match is what somebody asks for: all but `private`. */
export function filterOptions(options: RoomOptions): Readonly<Record<string, unknown>> {
  return { fill: options.fill, level: options.level, ...options.game };
}

/** Their names, for a game. */
export function filterNames(game: AnyGame): readonly string[] {
  return Object.keys(filterOptions(readJoinOptions(game, {})));
}

function readOrigin(game: AnyGame, from: unknown, isPrivate: boolean): OriginOptions {
  if (!game.playFrom) throw wrong(`Nobody can go on from a match of ${game.title}.`);
  if (!isPrivate) throw wrong('A match that goes on from another must be private: set "private" to true.');
  const { match, tick } = (from ?? {}) as Partial<Record<keyof OriginOptions, unknown>>;
  if (typeof match !== "string" || typeof tick !== "number" || !Number.isInteger(tick) || tick < 1)
    throw wrong('"from" must be {match, tick}: the id of a match that is over, and a tick from 1 on.');
  return { match, tick };
}

function readSeat(game: AnyGame, seat: unknown): number {
  if (typeof seat !== "number" || !Number.isInteger(seat) || seat < 0 || seat >= game.seats.max)
    throw wrong(`"seat" must be a whole number from 0 to ${game.seats.max - 1}.`);
  return seat;
}

function wrong(message: string): AppError {
  return new AppError("match/options", message);
}
