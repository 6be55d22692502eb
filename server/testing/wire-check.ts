import { Encoder, Reflection, type Schema, type StateView } from "@colyseus/schema";
import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { type Layout, layoutOf } from "../../rooms/lib/layout.ts";
import { viewedFields } from "../room/viewed-fields.ts";
import { Views } from "../room/views.ts";
import { firstDifference } from "./compare-worlds.ts";
import { type MatchPlan, playMatch } from "./play-match.ts";

/** A full state and any patch of a test fit; the encoder would grow with a warning. */
const BUFFER_BYTES = 256 * 1024;

/** A stock client: what it knows comes from the handshake, one full state and patches. */
interface Watcher {
  readonly name: string;
  readonly viewer: number | "spectator";
  readonly decoder: ReturnType<typeof Reflection.decode>;
  view?: StateView;
  /** Objects that it may see or could once see: what it learnt then, it keeps. */
  readonly seen: Set<object>;
}

/**
 * Plays a match and sends every tick's patch to stock clients: a spectator, each seat of a game with a `view`, and some who
 * come late. Returns the first value that one of them does not hold exactly as the server does, or holds and may not.
 */
export function wireFault(game: AnyGame, plan: MatchPlan): { readonly fault: string | undefined; readonly ticks: number } {
  let wire: Wire | undefined;
  let fault: string | undefined;
  const { ticks } = playMatch(game, plan, (world) => {
    if (fault) return;
    wire ??= new Wire(game, world as World & Schema);
    fault = wire.patch(world.tick % 500 === 250);
  });
  return { fault, ticks };
}

class Wire {
  readonly #game: AnyGame;
  readonly #world: World & Schema;
  readonly #layout: Layout;
  readonly #encoder: Encoder;
  readonly #views: Views;
  readonly #watchers: Watcher[] = [];

  constructor(game: AnyGame, world: World & Schema) {
    Encoder.BUFFER_SIZE = BUFFER_BYTES;
    this.#game = game;
    this.#world = world;
    this.#layout = layoutOf(game.State);
    this.#encoder = new Encoder(world);
    this.#views = new Views(game);
    this.#join("spectator");
    if (game.view) for (let seat = 0; seat < game.seats.max; seat++) this.#join(seat);
  }

  patch(someoneComes: boolean): string | undefined {
    for (const watcher of this.#watchers) this.#show(watcher);
    const it = { offset: 0 };
    const shared = this.#encoder.encode(it).slice();
    const sharedOffset = it.offset;
    for (const { view, decoder } of this.#watchers) decoder.decode(view ? this.#encoder.encodeView(view, sharedOffset, it).slice() : shared);
    this.#encoder.discardChanges();
    if (someoneComes) this.#join(this.#game.view ? this.#watchers.length % this.#game.seats.max : "spectator");
    for (const watcher of this.#watchers) {
      const fault = this.#faultOf(watcher);
      if (fault) return `tick ${this.#world.tick}, ${watcher.name}: ${fault}`;
    }
    return undefined;
  }

  #join(viewer: number | "spectator"): void {
    const decoder = Reflection.decode(Reflection.encode(this.#encoder).slice());
    const name = `${typeof viewer === "number" ? `seat ${viewer}` : viewer} who came at ${this.#world.tick}`;
    const watcher: Watcher = { name, viewer, decoder, seen: new Set() };
    this.#show(watcher);
    const it = { offset: 0 };
    const buffer = Buffer.alloc(BUFFER_BYTES);
    const full = this.#encoder.encodeAll(it, buffer);
    decoder.decode((watcher.view ? this.#encoder.encodeAllView(watcher.view, it.offset, it, buffer) : full).slice());
    this.#watchers.push(watcher);
  }

  #show(watcher: Watcher): void {
    this.#views.show(watcher, this.#world, watcher.viewer);
    for (const object of this.#game.view?.(this.#world, watcher.viewer) ?? []) watcher.seen.add(object);
  }

  #faultOf({ decoder, seen, viewer }: Watcher): string | undefined {
    if ("hidden" in decoder.state) return "the hidden part of the world is on the wire";
    const visible = new Set(this.#game.view?.(this.#world, viewer));
    const sees = (owner: object, field: string) => {
      if (!viewedFields(owner.constructor).has(field) || visible.has(owner)) return true;
      return seen.has(owner) ? undefined : false;
    };
    return firstDifference(this.#layout, this.#world, decoder.state, sees);
  }
}
