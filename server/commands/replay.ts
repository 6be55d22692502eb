import { readFile, stat } from "node:fs/promises";
import { gameById } from "../../rooms/games.ts";
import { layoutOf } from "../../rooms/lib/layout.ts";
import { readRecord } from "../../rooms/lib/record.ts";
import { type Resimulation, resimulate } from "../../rooms/lib/resimulate.ts";

const USAGE = "Usage: npm run replay -- verify FILE\nPlays the record of a match again from its seed and inputs, and compares every hash.";
/** A three-minute match is about 200 kB. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Exit code and what to print: 0 verified, 1 a mismatch, 2 a record or call that cannot be read. */
export async function replayCommand(args: readonly string[]): Promise<{ code: 0 | 1 | 2; text: string }> {
  const [verb, file, ...rest] = args;
  if (verb !== "verify" || !file || rest.length > 0) return { code: 2, text: USAGE };
  const size = await stat(file).then(
    (entry) => (entry.isFile() ? entry.size : undefined),
    () => undefined,
  );
  if (size === undefined) return { code: 2, text: `${file}: there is no such file.` };
  if (size > MAX_BYTES) return { code: 2, text: `${file}: larger than any record (${MAX_BYTES} bytes).` };
  return verify(file, await readFile(file));
}

function verify(file: string, bytes: Uint8Array): { code: 0 | 1 | 2; text: string } {
  const read = readRecord(bytes, (id) => {
    const game = gameById(id);
    return game && layoutOf(game.Input);
  });
  if (!read.ok) return { code: 2, text: `${file}: cannot be verified, it is ${read.problem}.` };
  const { header } = read.record;
  const game = gameById(header.game);
  if (!game) return { code: 2, text: `${file}: this build has no game "${header.game}".` };
  let result: Resimulation;
  try {
    result = resimulate(game, read.record);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
    return { code: 2, text: `${file}: damaged: ${error.message}.` };
  }
  const what = `${header.game} ${header.matchId}: ${result.ticks} ticks, ${result.hashes} hashes`;
  if (!result.mismatch) return { code: 0, text: `verified: ${what}${result.ended ? "" : " (the record ends before the match)"}` };
  const { tick, recorded, computed } = result.mismatch;
  return { code: 1, text: `MISMATCH at tick ${tick} of ${what}: recorded ${recorded}, computed ${computed} (recorded by build ${header.build})` };
}

if (import.meta.main) {
  const { code, text } = await replayCommand(process.argv.slice(2));
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exitCode = code;
}
