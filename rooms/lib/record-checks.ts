import { BOT_LEVELS, type Outcome, type SystemInput } from "./game.ts";
import type { Scalar } from "./layout.ts";
import type { RecordHeader } from "./record-header.ts";
import { uint8 } from "./wire.ts";

/** A record's seat is one byte, 255 of which says something else. */
export const MAX_SEATS = 255;

/** Throws RangeError on what is none that a game knows. */
export function checkSystemInput(value: unknown): SystemInput {
  const input = (value ?? {}) as Record<string, unknown>;
  const { kind, seat, player, name, bot, team, keep } = input;
  const seated = typeof seat === "number" && Number.isInteger(seat) && seat >= 0 && seat < MAX_SEATS;
  const named =
    kind === "join" || kind === "leave" ? typeof name === "string" : ["drop", "takeover", "back", "remove", "rematch"].includes(String(kind));
  const joins =
    kind !== "join" ||
    (typeof player === "string" &&
      typeof bot === "boolean" &&
      (team === undefined || uint8(Number(team)) === team) &&
      (keep === undefined || typeof keep === "boolean"));
  if (!seated || !named || !joins) throw new RangeError("a system input is none that a game knows");
  return value as SystemInput;
}

/** Throws RangeError on what has no reason or no ranking. */
export function checkOutcome(value: unknown): Outcome | { reason: string } {
  const { reason, ranking = [] } = (value ?? {}) as Record<string, unknown>;
  if (typeof reason !== "string" || !Array.isArray(ranking)) throw new RangeError("an outcome has no reason or no ranking");
  return value as Outcome;
}

function isOrigin(from: unknown): boolean {
  if (from === undefined) return true;
  const { match, tick } = (from ?? {}) as Record<string, unknown>;
  return typeof match === "string" && Number.isInteger(tick) && (tick as number) >= 0;
}

function isRoom(room: unknown): boolean {
  if (room === undefined) return true;
  const { id, fill, level } = (room ?? {}) as Record<string, unknown>;
  return typeof id === "string" && Number.isInteger(fill) && BOT_LEVELS.some((known) => known === level);
}

/** Undefined where something is missing. */
export function checkHeader(value: unknown): RecordHeader | undefined {
  if (value === null || typeof value !== "object") return undefined;
  const header = value as Record<string, unknown>;
  const texts = ["game", "build", "matchId"].every((key) => typeof header[key] === "string");
  const numbers = ["seed", "startedAt"].every((key) => typeof header[key] === "number");
  const options = (header.options ?? {}) as Record<string, unknown>;
  const placed = typeof options.matchId === "string" && typeof options.code === "string";
  return texts && numbers && placed && isRoom(header.room) && isOrigin(header.from) ? (value as RecordHeader) : undefined;
}

/** The fields of an input as the header names them: a record of other fields could only be misread. */
export function inputsOf(fields: readonly Scalar[]): string {
  return fields.map(({ name, type }) => `${name}:${type}`).join(" ");
}
