import type { Field, Layout } from "./layout.ts";

type Bag = Record<string, unknown>;
interface MapLike {
  forEach(visit: (value: unknown, key: string) => void): void;
  get(key: string): unknown;
  set(key: string, value: unknown): unknown;
  delete(key: string): boolean;
  has(key: string): boolean;
}
interface ArrayLike {
  length: number;
  [index: number]: unknown;
  push(value: unknown): unknown;
}

/** A deep copy of a world as plain objects, Maps and arrays, `hidden` included; `step` runs on it as on the original. */
export function toPlain<W extends object>(layout: Layout, world: W): W {
  const copy = plainObject(layout, world as Bag);
  copy.hidden = cloneData((world as Bag).hidden);
  return copy as W;
}

/**
 * Writes a plain world over one on Schema instances, in place: equal values are left alone, so only differences become
 * part of the next patch; entities that stay keep their instance and reference id.
 */
export function assignWorld<W extends object>(layout: Layout, target: W, source: W): void {
  assignObject(layout, target as Bag, source as Bag);
  (target as Bag).hidden = cloneData((source as Bag).hidden);
}

/** A deep copy of plain data (numbers keep their bits, key order is kept). */
export function cloneData<T>(data: T): T {
  if (data === null || typeof data !== "object") return data;
  if (Array.isArray(data)) return data.map(cloneData) as T;
  const copy: Bag = {};
  for (const key of Object.keys(data)) copy[key] = cloneData((data as Bag)[key]);
  return copy as T;
}

function plainObject(layout: Layout, source: Bag): Bag {
  const copy: Bag = {};
  for (const field of layout.fields) copy[field.name] = plainField(field, source[field.name]);
  return copy;
}

function plainField(field: Field, value: unknown): unknown {
  if (field.kind === "scalar") return value;
  if (field.kind === "child") return value === undefined || value === null ? value : plainObject(field.layout, value as Bag);
  const element = (item: unknown) => (field.layout ? plainObject(field.layout, item as Bag) : item);
  if (field.kind === "map") {
    const map = new Map<string, unknown>();
    (value as MapLike).forEach((item, key) => {
      map.set(key, element(item));
    });
    return map;
  }
  const array: unknown[] = [];
  for (let i = 0; i < (value as ArrayLike).length; i++) array.push(element((value as ArrayLike)[i]));
  return array;
}

function assignObject(layout: Layout, target: Bag, source: Bag): void {
  for (const field of layout.fields) {
    const from = source[field.name];
    if (field.kind === "scalar") {
      if (!Object.is(target[field.name], from)) target[field.name] = from;
    } else if (field.kind === "child") {
      assignChild(field.layout, target, field.name, from as Bag | undefined);
    } else if (field.kind === "map") {
      assignMap(field.layout, target[field.name] as MapLike, from as MapLike);
    } else {
      assignArray(field.layout, target[field.name] as ArrayLike, from as ArrayLike);
    }
  }
}

function assignChild(layout: Layout, target: Bag, name: string, from: Bag | undefined): void {
  if (from === undefined || from === null) target[name] = from;
  else if (target[name]) assignObject(layout, target[name] as Bag, from);
  else target[name] = instance(layout, from);
}

function assignMap(layout: Layout | undefined, target: MapLike, source: MapLike): void {
  const stale: string[] = [];
  target.forEach((_, key) => {
    if (!source.has(key)) stale.push(key);
  });
  for (const key of stale) target.delete(key);
  source.forEach((item, key) => {
    const held = target.get(key);
    if (!layout) {
      if (held !== item) target.set(key, item);
    } else if (held) assignObject(layout, held as Bag, item as Bag);
    else target.set(key, instance(layout, item as Bag));
  });
}

function assignArray(layout: Layout | undefined, target: ArrayLike, source: ArrayLike): void {
  if (target.length > source.length) target.length = source.length;
  for (let i = 0; i < source.length; i++) {
    if (!layout) {
      if (target[i] !== source[i]) target[i] = source[i];
    } else if (i < target.length) assignObject(layout, target[i] as Bag, source[i] as Bag);
    else target.push(instance(layout, source[i] as Bag));
  }
}

function instance(layout: Layout, source: Bag): object {
  const made = new layout.Class();
  assignObject(layout, made as Bag, source);
  return made;
}
