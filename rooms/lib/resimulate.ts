import type { AnyGame, Inputs, World } from "./game.ts";
import { hashWorld } from "./hash.ts";
import { layoutOf } from "./layout.ts";
import { toPlain } from "./plain.ts";
import type { RecordReading } from "./record.ts";

export interface Resimulation {
  readonly ticks: number;
  readonly hashes: number;
  readonly ended: boolean;
  /** The first tick whose hash differs from the recorded one. */
  readonly mismatch: { readonly tick: number; readonly recorded: string; readonly computed: string } | undefined;
}

/**
 * Plays a record again from its seed and effective inputs, on plain objects, and compares every hash; stops at the first
 * that differs. `visit` sees the world after each tick and the inputs that led there. Throws RangeError where the record is damaged.
 */
export function resimulate(
  game: AnyGame,
  record: RecordReading<object>,
  visit?: (world: World, tick: number, inputs: Inputs<object>) => void,
): Resimulation {
  const layout = layoutOf(game.State);
  const { matchId, code, ...own } = record.header.options;
  const options = game.options.read(own);
  if (!options.ok) throw new RangeError(`its options are refused: ${options.message}`);
  const world = toPlain<World>(layout, game.create(record.header.seed, { ...options.options, matchId, code }));
  let ticks = 0;
  let hashes = 0;
  let ended = false;
  for (const frame of record.frames()) {
    if (frame.kind === "tick") {
      refuseIllegal(game, frame.inputs, frame.tick);
      game.step(world, frame.inputs, frame.tick);
      ticks++;
      visit?.(world, frame.tick, frame.inputs);
    } else if (frame.kind === "hash") {
      const computed = hashWorld(layout, world);
      hashes++;
      if (computed !== frame.hash) return { ticks, hashes, ended, mismatch: { tick: frame.tick, recorded: frame.hash, computed } };
    } else {
      ended = true;
    }
  }
  return { ticks, hashes, ended, mismatch: undefined };
}

/** A room plays only inputs that the game's `sanitize` leaves as they are: a record with another was not made by one. */
function refuseIllegal(game: AnyGame, inputs: Inputs<object>, tick: number): void {
  inputs.seats.forEach((input, seat) => {
    if (!input) return;
    const legal = { ...input } as Record<string, unknown>;
    game.sanitize(legal);
    for (const [name, value] of Object.entries(input)) {
      if (legal[name] !== value) throw new RangeError(`the input of seat ${seat} for tick ${tick} breaks the rules (${name})`);
    }
  });
}
