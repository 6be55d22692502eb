import type { Field, Layout } from "./layout.ts";

/** Where two worlds differ first, as a path of names and keys: "players.3.x", "hidden.random.0". */
export interface Difference {
  readonly path: string;
  readonly recorded: string;
  readonly computed: string;
}

type Bag = Record<string, unknown>;
interface MapLike {
  get(key: string): unknown;
  forEach(visit: (value: unknown, key: string) => void): void;
}

/** The first value in which two worlds are not the same bits, `hidden` last; fields in wire order, maps by key. */
export function firstDifference(layout: Layout, recorded: object, computed: object): Difference | undefined {
  return inObject(layout, recorded, computed, "") ?? inData((recorded as Bag).hidden, (computed as Bag).hidden, "hidden");
}

/** The same of what is synced and is in `computed` at all: a copy for somebody who may not see every field lacks the others. */
export function firstSeenDifference(layout: Layout, recorded: object, computed: object): Difference | undefined {
  return inObject(layout, recorded, computed, "");
}

/** The same for plain data. */
export function firstDifferenceOfData(recorded: unknown, computed: unknown, path = ""): Difference | undefined {
  return inData(recorded, computed, path);
}

function inObject(layout: Layout, recorded: object, computed: object, path: string): Difference | undefined {
  for (const field of layout.fields) {
    if (!(field.name in computed)) continue;
    const found = inField(field, (recorded as Bag)[field.name], (computed as Bag)[field.name], join(path, field.name));
    if (found) return found;
  }
  return undefined;
}

function inField(field: Field, recorded: unknown, computed: unknown, path: string): Difference | undefined {
  if (field.kind === "scalar" || !recorded || !computed) return inValue(recorded, computed, path);
  if (field.kind === "child") return inObject(field.layout, recorded, computed, path);
  const element = (a: unknown, b: unknown, at: string) => (field.layout && a && b ? inObject(field.layout, a, b, at) : inValue(a, b, at));
  if (field.kind === "map") return inMap(recorded as MapLike, computed as MapLike, element, path);
  return inArray(recorded as ArrayLike<unknown>, computed as ArrayLike<unknown>, element, path);
}

type Compare = (recorded: unknown, computed: unknown, path: string) => Difference | undefined;

function inMap(recorded: MapLike, computed: MapLike, element: Compare, path: string): Difference | undefined {
  const keys = new Set<string>();
  for (const map of [recorded, computed])
    map.forEach((_, key) => {
      keys.add(key);
    });
  for (const key of [...keys].sort()) {
    const found = element(recorded.get(key), computed.get(key), join(path, key));
    if (found) return found;
  }
  return undefined;
}

function inArray(recorded: ArrayLike<unknown>, computed: ArrayLike<unknown>, element: Compare, path: string): Difference | undefined {
  for (let i = 0; i < Math.max(recorded.length, computed.length); i++) {
    const found = element(recorded[i], computed[i], join(path, String(i)));
    if (found) return found;
  }
  return undefined;
}

function inData(recorded: unknown, computed: unknown, path: string): Difference | undefined {
  if (!isObject(recorded) || !isObject(computed)) return inValue(recorded, computed, path);
  if (Array.isArray(recorded) && Array.isArray(computed)) return inArray(recorded, computed, inData, path);
  for (const key of new Set([...Object.keys(recorded), ...Object.keys(computed)])) {
    const found = inData(recorded[key], computed[key], join(path, key));
    if (found) return found;
  }
  return undefined;
}

function inValue(recorded: unknown, computed: unknown, path: string): Difference | undefined {
  return Object.is(recorded, computed) ? undefined : { path, recorded: show(recorded), computed: show(computed) };
}

function isObject(value: unknown): value is Bag {
  return typeof value === "object" && value !== null;
}

function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** Short enough for a line. */
function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (isObject(value)) return Array.isArray(value) ? "a list" : "an entry";
  return String(JSON.stringify(value)).slice(0, 60);
}
