import type { AnyGame, BotLevel } from "../../rooms/lib/game.ts";
import { AppError } from "../errors.ts";

/** Options of a join or create request, complete: the room's own and the game's. */
export interface RoomOptions {
  readonly private: boolean;
  /** Bots fill a match up to this many occupied seats. */
  readonly fill: number;
  readonly level: BotLevel;
  /** What the game's `options` made of the rest. */
  readonly game: object;
}

const LEVELS: readonly BotLevel[] = ["easy", "medium", "hard"];

/** Reads what a client asks for; throws AppError `match/options` with a sentence that says what to change. */
export function readJoinOptions(game: AnyGame, raw: unknown): RoomOptions {
  if (raw !== undefined && (raw === null || typeof raw !== "object" || Array.isArray(raw))) throw wrong("Options must be an object.");
  const { private: isPrivate = false, fill = game.seats.fill, level = "medium", ...rest } = (raw ?? {}) as Record<string, unknown>;
  if (typeof isPrivate !== "boolean") throw wrong('"private" must be true or false.');
  if (typeof fill !== "number" || !Number.isInteger(fill) || fill < 0 || fill > game.seats.max) {
    throw wrong(`"fill" must be a whole number from 0 to ${game.seats.max}: how many seats bots fill up to.`);
  }
  if (!LEVELS.includes(level as BotLevel)) throw wrong(`"level" must be one of ${LEVELS.join(", ")}.`);
  const read = game.options.read(rest);
  if (!read.ok) throw wrong(read.message);
  return { private: isPrivate, fill, level: level as BotLevel, game: read.options };
}

/** The options that decide whether a running match is what somebody asks for: all but `private`. */
export function filterOptions(options: RoomOptions): Readonly<Record<string, unknown>> {
  return { fill: options.fill, level: options.level, ...options.game };
}

/** Their names, for a game. */
export function filterNames(game: AnyGame): readonly string[] {
  return Object.keys(filterOptions(readJoinOptions(game, {})));
}

function wrong(message: string): AppError {
  return new AppError("match/options", message);
}
