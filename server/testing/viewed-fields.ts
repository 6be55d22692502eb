const known = new WeakMap<object, ReadonlySet<string>>();

/** Names of the fields of a Schema instance that carry `.view()`: only who has the instance in their view gets them. */
export function viewedFields(instance: object): ReadonlySet<string> {
  const held = known.get(instance.constructor);
  if (held) return held;
  const metadata = (instance.constructor as { [Symbol.metadata]?: Record<number, { name: string; tag?: number }> })[Symbol.metadata] ?? {};
  const fields = new Set<string>();
  for (let index = 0; metadata[index]; index++) if (metadata[index]?.tag !== undefined) fields.add(metadata[index]?.name ?? "");
  known.set(instance.constructor, fields);
  return fields;
}
