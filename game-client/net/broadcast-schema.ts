import type { Decoder, Schema, TypeContext } from "@colyseus/schema";
import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { type Layout, layoutOf } from "../../rooms/lib/layout.ts";
import { readHandshake } from "../../rooms/lib/read-handshake.ts";
import { StrictDecoder } from "../../rooms/lib/strict-decoder.ts";

type StateClass = new () => Schema;

/** The classes with which a broadcast is decoded: those of the build that wrote it, completed by what this build's game has beside them. */
export class BroadcastSchema<W extends World = World> {
  readonly #Class: StateClass;
  readonly #context: TypeContext;

  /** Throws RangeError where the state has not what the drawing of `game` needs, and says which field. */
  constructor(game: AnyGame, decoder: Decoder) {
    this.#Class = decoder.state.constructor as StateClass;
    this.#context = decoder.context;
    complete(layoutOf(game.State), this.#Class, neededOf(game), "");
  }

  /** From a handshake in hex digits. Throws RangeError where it is damaged or hostile. */
  static read<W extends World>(game: AnyGame, hex: string): BroadcastSchema<W> {
    return new BroadcastSchema<W>(game, readHandshake(hex, nowMs));
  }

  /** One with a state of its own that has nothing yet. */
  decoder(): StrictDecoder<W & Schema> {
    return new StrictDecoder<W & Schema>(new this.#Class() as W & Schema, nowMs, this.#context);
  }
}

/** Paths without which nothing can be shown, in this build's words: what every match has, and what moves. */
function neededOf(game: AnyGame): ReadonlySet<string> {
  const needed = new Set(["phase", "tick", "matchId", "players", "players.seat", "players.name", "players.team", "players.score"]);
  for (const [collection, { fields }] of Object.entries(game.smooth ?? {})) {
    needed.add(collection);
    for (const field of fields) needed.add(`${collection}.${field}`);
  }
  return needed;
}

interface Field {
  readonly name: string;
  readonly type: unknown;
}

/**
 * A newer field that an older broadcast lacks shows the value that it begins with; a needed one, a whole collection, or one that was
 * of another kind cannot be made up.
 */
function complete(layout: Layout, Class: StateClass, needed: ReadonlySet<string>, path: string): void {
  const has = new Map<string, Field>();
  const metadata = (Class as unknown as { [Symbol.metadata]?: Record<number, Field> })[Symbol.metadata] ?? {};
  for (let index = 0; metadata[index]; index++) has.set((metadata[index] as Field).name, metadata[index] as Field);
  const fresh = new layout.Class() as Record<string, unknown>;
  for (const field of layout.fields) {
    const name = path + field.name;
    const type = has.get(field.name)?.type;
    if (field.kind === "scalar") {
      if (type !== undefined && typeof type !== "string") throw new RangeError(`${name} was not one value in the build that wrote this`);
      if (type === undefined && needed.has(name)) throw new RangeError(`${name} did not exist in the build that wrote this`);
      if (type === undefined) Object.defineProperty(Class.prototype, field.name, { value: fresh[field.name], writable: true, configurable: true });
      continue;
    }
    if (type === undefined) throw new RangeError(`${name} did not exist in the build that wrote this`);
    const inner = field.kind === "child" ? type : (type as Record<string, unknown>)[field.kind];
    if (inner === undefined) throw new RangeError(`${name} was not a ${field.kind} in the build that wrote this`);
    if (!field.layout) continue;
    if (typeof inner !== "function") throw new RangeError(`${name} had no fields in the build that wrote this`);
    complete(field.layout, inner as StateClass, needed, `${name}.`);
  }
}

function nowMs(): number {
  return performance.now();
}
