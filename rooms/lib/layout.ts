import { $values, type Schema } from "@colyseus/schema";

/** A field that is one value of a wire type. */
export interface Scalar {
  readonly name: string;
  readonly kind: "scalar";
  readonly type: string;
}

/** A synced field: a scalar of a wire type, a child, or a map or array of children or scalars. */
export type Field =
  | Scalar
  | { readonly name: string; readonly kind: "child"; readonly layout: Layout }
  | { readonly name: string; readonly kind: "map" | "array"; readonly layout: Layout | undefined; readonly type: string };

/** The synced fields of a Schema class, in wire order. `hidden` is no field: it is plain data beside them. */
export interface Layout {
  readonly Class: new () => object;
  readonly fields: readonly Field[];
}

/**
 * The values of the fields, in their order, of an object on a Schema instance; undefined of a plain one. Who walks a whole world reads
 * them here: by name each is a property that no cache of the engine knows (Arena: half of the time of a hash).
 */
export function valuesOf(object: object): ArrayLike<unknown> | undefined {
  return (object as { [$values]?: unknown[] })[$values];
}

type SchemaClass = new () => object;
type FieldType = string | SchemaClass | { readonly map: FieldType } | { readonly array: FieldType };

const layouts = new WeakMap<SchemaClass, Layout>();

/** The layout of a Schema class; throws on a field type that a game state may not use. */
export function layoutOf(Class: new () => object): Layout {
  const known = layouts.get(Class);
  if (known) return known;
  const metadata = (Class as unknown as { [Symbol.metadata]?: Record<number, { name: string; type: FieldType }> })[Symbol.metadata];
  if (!metadata) throw new Error(`${Class.name} is not a Schema class: make it with schema({ ... })`);
  const fields: Field[] = [];
  for (let index = 0; metadata[index]; index++) {
    const entry = metadata[index];
    if (entry) fields.push(fieldOf(Class.name, entry.name, entry.type));
  }
  const layout: Layout = { Class, fields };
  layouts.set(Class, layout);
  return layout;
}

/** Layout of the class of a Schema instance. */
export function layoutOfInstance(instance: Schema): Layout {
  return layoutOf(instance.constructor as new () => object);
}

/** The fields of a class that has scalars alone, as an Input must; throws where there is another. */
export function scalarsOf(layout: Layout): readonly Scalar[] {
  return layout.fields.map((field) => {
    if (field.kind !== "scalar" || field.type === "string")
      throw new Error(`${layout.Class.name}.${field.name}: an input has numbers and booleans alone`);
    return field;
  });
}

function fieldOf(owner: string, name: string, type: FieldType): Field {
  if (typeof type === "string") return { name, kind: "scalar", type: exactType(owner, name, type) };
  if (typeof type === "function") return { name, kind: "child", layout: layoutOf(type) };
  if ("map" in type) return { name, kind: "map", ...elementOf(owner, name, type.map) };
  if ("array" in type) return { name, kind: "array", ...elementOf(owner, name, type.array) };
  throw new Error(`${owner}.${name} has a type that a game state may not use: maps, arrays, children and exact scalars only`);
}

function elementOf(owner: string, name: string, type: FieldType): { layout: Layout | undefined; type: string } {
  if (typeof type === "string") return { layout: undefined, type: exactType(owner, name, type) };
  if (typeof type === "function") return { layout: layoutOf(type), type: "ref" };
  throw new Error(`${owner}.${name} nests collections: give the inner one a class of its own`);
}

const EXACT = new Set(["uint8", "uint16", "uint32", "int8", "int16", "int32", "float32", "float64", "boolean", "string"]);

function exactType(owner: string, name: string, type: string): string {
  if (!EXACT.has(type)) throw new Error(`${owner}.${name} is "${type}", which does not carry every value exactly: use ${[...EXACT].join(", ")}`);
  return type;
}
