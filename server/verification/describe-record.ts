import type { AnyGame, SystemInput } from "../../rooms/lib/game.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { readRecord } from "../../rooms/lib/record.ts";

/** What a record says of its match, unverified, in lines for a person; a sentence where it cannot be read. */
export function describeRecord(
  bytes: Uint8Array,
  gameById: (id: string) => AnyGame | undefined,
): { readonly ok: true; readonly lines: readonly string[] } | { readonly ok: false; readonly problem: string } {
  const read = readRecord(bytes, (id) => {
    const game = gameById(id);
    return game && layoutOf(game.Input);
  });
  if (!read.ok) return { ok: false, problem: `it is ${read.problem}` };
  const { header } = read.record;
  const people = new Map<string, string>();
  const seen = { first: 0, last: 0, hashes: 0, keyframes: 0, ending: "cut before its end" };
  try {
    for (const frame of read.record.frames()) {
      if (frame.kind === "tick") {
        seen.first ||= frame.tick;
        seen.last = frame.tick;
        for (const input of frame.inputs.system) noteJoin(people, input, frame.tick);
      } else if (frame.kind === "hash") seen.hashes++;
      else if (frame.kind === "keyframe") seen.keyframes++;
      else seen.ending = "ranking" in frame.outcome ? `${frame.outcome.reason}: ${places(frame.outcome.ranking)}` : frame.outcome.reason;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    seen.ending = `damaged after tick ${seen.last} (${error.message})`;
  }
  const tickHz = gameById(header.game)?.tickHz ?? 1;
  const { matchId: _, code, ...options } = header.options;
  return {
    ok: true,
    lines: [
      `${header.game} ${header.matchId}, ${code ? "private" : "public"}, recorded by build ${header.build}`,
      `begun ${timeOf(header.startedAt)}, seed ${header.seed}, options ${JSON.stringify(options)}`,
      ...(header.from ? [`goes on from ${header.from.match} at tick ${header.from.tick}`] : []),
      `ticks ${seen.first} to ${seen.last} (${((seen.last - seen.first + 1) / tickHz).toFixed(1)} s), ${seen.hashes} hashes, ${seen.keyframes} whole worlds, ${bytes.length} bytes`,
      ...people.values(),
      `end: ${seen.ending}`,
    ],
  };
}

function noteJoin(people: Map<string, string>, input: SystemInput, tick: number): void {
  if (input.kind !== "join" || input.bot || people.size >= MAX_PEOPLE) return;
  people.set(`${input.player} ${input.seat}`, `seat ${input.seat}: ${input.name} (${input.player}), from tick ${tick}`);
}

/** A hostile record can have any number of them. */
const MAX_PEOPLE = 256;

/** Whatever is in the list: nothing has checked it. */
function places(ranking: readonly ({ readonly seat: number; readonly place: number } | null)[]): string {
  const shown = ranking.slice(0, MAX_PEOPLE);
  return shown.map((row) => `${row?.place}. seat ${row?.seat}`).join(", ");
}

function timeOf(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? "at no time" : date.toISOString();
}
