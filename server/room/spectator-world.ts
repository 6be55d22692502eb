import type { AnyGame, World } from "../../rooms/lib/game.ts";
import { type Field, type Layout, layoutOf } from "../../rooms/lib/layout.ts";
import { viewedFields } from "./viewed-fields.ts";

type Bag = Record<string, unknown>;
interface MapLike {
  forEach(visit: (value: object, key: string) => void): void;
}

/** The world as a spectator may see it, to be read alone: without `hidden`, and where a game hides fields, a copy without those. */
export function spectatorWorld(game: AnyGame, world: World): World {
  return spectatorView(game)(world);
}

/** The same for one world after another, which are mostly one: what is known of it is kept. */
export function spectatorView(game: AnyGame): (world: World) => World {
  const layout = layoutOf(game.State);
  if (hides(layout))
    return (world) => ({ ...copyOf(layout, world as unknown as Bag, new Set(game.view?.(world, "spectator"))), hidden: {} }) as World;
  const Open = openWorldOf(layout);
  let [last, open]: [World?, World?] = [];
  return (world) => {
    if (last !== world || !open) [last, open] = [world, new Open(world)];
    return open;
  };
}

type OpenWorld = new (world: World) => World;

const openWorlds = new WeakMap<Layout, OpenWorld>();

/**
 * A class of worlds that have all but `hidden`: each field is asked of the world itself. An object whose prototype is the world would do the same, but
 * an object that is a prototype has a shape of its own: with 60 rooms in a process each step was seen to take a tenth longer, or twice as long.
 */
function openWorldOf(layout: Layout): OpenWorld {
  const known = openWorlds.get(layout);
  if (known) return known;
  class Open {
    readonly hidden = {};
    readonly #world: Bag;

    constructor(world: World) {
      this.#world = world as unknown as Bag;
    }

    static reader(name: string): PropertyDescriptor {
      return {
        enumerable: true,
        get(this: Open) {
          return this.#world[name];
        },
      };
    }
  }
  for (const { name } of layout.fields) Object.defineProperty(Open.prototype, name, Open.reader(name));
  openWorlds.set(layout, Open as unknown as OpenWorld);
  return Open as unknown as OpenWorld;
}

const hiding = new WeakMap<Layout, boolean>();

function hides(layout: Layout): boolean {
  const known = hiding.get(layout);
  if (known !== undefined) return known;
  hiding.set(layout, false);
  const found = viewedFields(layout.Class).size > 0 || layout.fields.some((field) => field.kind !== "scalar" && field.layout && hides(field.layout));
  hiding.set(layout, found);
  return found;
}

function copyOf(layout: Layout, object: Bag, visible: ReadonlySet<object>): Bag {
  const hidden = visible.has(object) ? undefined : viewedFields(layout.Class);
  const copy: Bag = {};
  for (const field of layout.fields) if (!hidden?.has(field.name)) copy[field.name] = fieldOf(field, object[field.name], visible);
  return copy;
}

function fieldOf(field: Field, value: unknown, visible: ReadonlySet<object>): unknown {
  if (field.kind === "scalar" || !value) return value;
  const { layout } = field;
  if (field.kind === "child") return copyOf(field.layout, value as Bag, visible);
  const element = (item: unknown) => (layout ? copyOf(layout, item as Bag, visible) : item);
  if (field.kind === "array") return Array.from(value as ArrayLike<unknown>, element);
  const map = new Map<string, unknown>();
  (value as MapLike).forEach((item, key) => {
    map.set(key, element(item));
  });
  return map;
}
