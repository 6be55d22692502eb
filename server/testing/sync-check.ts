import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { hashWorld } from "../../rooms/lib/hash.ts";
import { type Layout, layoutOf } from "../../rooms/lib/layout.ts";
import { assignWorld, cloneData, toPlain } from "../../rooms/lib/plain.ts";
import { type RecordReading, readRecord } from "../../rooms/lib/record.ts";
import { type Resimulation, resimulate } from "../../rooms/lib/resimulate.ts";

/** The first tick at which a way of playing a record again differs from what was played. */
export interface SyncFault {
  readonly way: string;
  readonly tick: number;
  readonly recorded: string;
  readonly computed: string;
}

/** Plays a record again on plain objects: the same hash at every tick. Runs in a browser too. */
export function resimulateBytes(game: AnyGame, bytes: Uint8Array): Resimulation {
  return resimulate(game, read(game, bytes));
}

/**
 * Plays a record again in every way that the platform will: on plain objects; on plain objects whose maps are in another
 * order and whose hidden data was copied, as after a restore; and on new Schema instances from a keyframe half-way.
 */
export function syncFault(game: AnyGame, bytes: Uint8Array): SyncFault | undefined {
  const layout = layoutOf(game.State);
  const plain = resimulateBytes(game, bytes);
  if (plain.mismatch) return { way: "plain objects", ...plain.mismatch };
  const keyframeTick = Math.floor(plain.ticks / 2);
  let keyframe: World | undefined;
  const reordered = resimulate(game, read(game, bytes), (world, tick) => {
    reverseMaps(layout, world);
    world.hidden = cloneData(world.hidden);
    if (tick === keyframeTick) keyframe = toPlain(layout, world);
  });
  if (reordered.mismatch) return { way: "plain objects with reordered maps", ...reordered.mismatch };
  return keyframe && keyframeFault(game, read(game, bytes), keyframe);
}

function keyframeFault(game: AnyGame, record: RecordReading<object>, keyframe: World): SyncFault | undefined {
  const layout = layoutOf(game.State);
  const world = game.create(record.header.seed, record.header.options);
  assignWorld<World>(layout, world, keyframe);
  for (const frame of record.frames()) {
    if (frame.kind === "end" || frame.kind === "keyframe" || frame.tick <= keyframe.tick) continue;
    if (frame.kind === "tick") game.step(world, frame.inputs, frame.tick);
    else {
      const computed = hashWorld(layout, world);
      if (computed !== frame.hash)
        return { way: `Schema instances from a keyframe at ${keyframe.tick}`, tick: frame.tick, recorded: frame.hash, computed };
    }
  }
  return undefined;
}

function read(game: AnyGame, bytes: Uint8Array): RecordReading<object> {
  const reading = readRecord<object>(bytes, () => layoutOf(game.Input));
  if (!reading.ok) throw new Error(`the record of ${game.id} cannot be read: ${reading.problem}`);
  return reading.record;
}

function reverseMaps(layout: Layout, object: object): void {
  for (const field of layout.fields) {
    if (field.kind === "scalar") continue;
    const value = (object as Record<string, unknown>)[field.name];
    if (field.kind === "map" && value instanceof Map) {
      const entries = [...value].reverse();
      value.clear();
      for (const [key, entry] of entries) value.set(key, entry);
    }
    if (!field.layout || value === undefined || value === null) continue;
    const children: Iterable<object> =
      field.kind === "child" ? [value] : field.kind === "map" ? (value as Map<string, object>).values() : (value as object[]);
    for (const child of children) reverseMaps(field.layout, child);
  }
}
