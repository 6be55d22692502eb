import type { Field, Layout } from "../../rooms/lib/layout.ts";

/** Whether a viewer may see a field: undefined where it once could, and may still hold what it saw. */
export type Sees = (owner: object, field: string) => boolean | undefined;

type Bag = Record<string, unknown>;
interface MapLike {
  readonly size: number;
  get(key: string): unknown;
  forEach(visit: (value: unknown, key: string) => void): void;
}

/**
 * The first synced value in which `actual` is not bit for bit `expected` (-0 is not 0), as a path with both values; maps are
 * compared by key. A field that the viewer may not see must have no value at all.
 */
export function firstDifference(layout: Layout, expected: object, actual: object, sees: Sees = () => true, path = "world"): string | undefined {
  for (const field of layout.fields) {
    const at = `${path}.${field.name}`;
    const value = (actual as Bag)[field.name];
    const seen = sees(expected, field.name);
    if (seen === false && value !== undefined) return `${at}: ${show(value)} where nothing may be seen`;
    const found = seen ? fieldDifference(field, (expected as Bag)[field.name], value, sees, at) : undefined;
    if (found) return found;
  }
  return undefined;
}

function fieldDifference(field: Field, expected: unknown, actual: unknown, sees: Sees, path: string): string | undefined {
  if (field.kind === "scalar" || !expected || !actual)
    return Object.is(expected, actual) ? undefined : `${path}: ${show(actual)}, not ${show(expected)}`;
  if (field.kind === "child") return firstDifference(field.layout, expected, actual, sees, path);
  return field.kind === "map"
    ? mapDifference(field.layout, expected as MapLike, actual as MapLike, sees, path)
    : arrayDifference(field.layout, expected as ArrayLike<unknown>, actual as ArrayLike<unknown>, sees, path);
}

function mapDifference(layout: Layout | undefined, expected: MapLike, actual: MapLike, sees: Sees, path: string): string | undefined {
  if (expected.size !== actual.size) return `${path}: ${actual.size} entries, not ${expected.size}`;
  let found: string | undefined;
  expected.forEach((value, key) => {
    found ??= elementDifference(layout, value, actual.get(key), sees, `${path}[${key}]`);
  });
  return found;
}

function arrayDifference(
  layout: Layout | undefined,
  expected: ArrayLike<unknown>,
  actual: ArrayLike<unknown>,
  sees: Sees,
  path: string,
): string | undefined {
  if (expected.length !== actual.length) return `${path}: ${actual.length} elements, not ${expected.length}`;
  for (let i = 0; i < expected.length; i++) {
    const found = elementDifference(layout, expected[i], actual[i], sees, `${path}[${i}]`);
    if (found) return found;
  }
  return undefined;
}

function elementDifference(layout: Layout | undefined, expected: unknown, actual: unknown, sees: Sees, path: string): string | undefined {
  if (layout && actual) return firstDifference(layout, expected as object, actual, sees, path);
  return Object.is(expected, actual) ? undefined : `${path}: ${show(actual)}, not ${show(expected)}`;
}

function show(value: unknown): string {
  return Object.is(value, -0) ? "-0" : typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "nothing");
}
