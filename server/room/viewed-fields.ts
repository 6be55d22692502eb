const known = new WeakMap<object, ReadonlySet<string>>();

/** Names of the fields of a Schema class that carry `.view()`: only who has an instance in their view gets them of it. */
export function viewedFields(Class: object): ReadonlySet<string> {
  const held = known.get(Class);
  if (held) return held;
  const metadata = (Class as { [Symbol.metadata]?: Record<number, { name: string; tag?: number }> })[Symbol.metadata] ?? {};
  const fields = new Set<string>();
  for (let index = 0; metadata[index]; index++) if (metadata[index]?.tag !== undefined) fields.add(metadata[index]?.name ?? "");
  known.set(Class, fields);
  return fields;
}
